-- expect: L6 W2
-- squawk: adding-serial-primary-key-field prefer-identity
-- ignition: irreversible a sample
ALTER TABLE events_2024 ADD COLUMN number bigserial PRIMARY KEY;
