-- expect: D2
-- squawk: ban-truncate-cascade
-- ignition: irreversible a sample
TRUNCATE logs CASCADE;
