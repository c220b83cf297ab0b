-- expect: W2
-- squawk: prefer-identity
-- ignition: irreversible a sample
ALTER TABLE rates ADD COLUMN number bigserial;
