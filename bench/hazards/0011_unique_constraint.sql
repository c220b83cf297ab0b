-- expect: L6
-- squawk: disallowed-unique-constraint
-- ignition: irreversible a sample
ALTER TABLE rates ADD CONSTRAINT rates_rate_key UNIQUE (rate);
