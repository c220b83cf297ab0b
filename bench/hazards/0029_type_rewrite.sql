-- expect: W5
-- squawk: changing-column-type
-- ignition: irreversible a sample
ALTER TABLE lines ALTER COLUMN quantity TYPE bigint;
