-- expect: T1
-- squawk: ban-concurrent-index-creation-in-transaction
-- ignition: irreversible a sample
ALTER TABLE orders ADD COLUMN extra text;
CREATE INDEX CONCURRENTLY orders_extra_idx ON orders (extra);
