-- expect: N8
-- squawk: ban-create-domain-with-constraint
-- ignition: irreversible a sample
CREATE DOMAIN label AS text CHECK (VALUE <> '');
