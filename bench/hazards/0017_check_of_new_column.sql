-- expect: V1
-- squawk:
-- ignition: irreversible a sample
ALTER TABLE orders ADD COLUMN rank bigint DEFAULT 1 CHECK (rank > 0);
