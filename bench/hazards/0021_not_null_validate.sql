-- expect:
-- squawk:
-- ignition: irreversible a sample
ALTER TABLE orders VALIDATE CONSTRAINT orders_state_present;
