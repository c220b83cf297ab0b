-- expect: B5
-- squawk:
-- ignition: irreversible a sample
ALTER TABLE orders ADD CONSTRAINT orders_state_present CHECK (state IS NOT NULL) NOT VALID;
