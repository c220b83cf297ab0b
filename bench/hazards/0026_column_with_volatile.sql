-- expect: W1
-- squawk: adding-field-with-default
-- ignition: irreversible a sample
ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();
