-- expect: V4
-- squawk: adding-required-field
-- ignition: irreversible a sample
ALTER TABLE orders ADD COLUMN channel text NOT NULL;
