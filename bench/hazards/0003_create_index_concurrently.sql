-- expect:
-- squawk:
-- ignition: irreversible a sample
-- ignition: no-transaction
CREATE INDEX CONCURRENTLY orders_code_idx ON orders (code);
