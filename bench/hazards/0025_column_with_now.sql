-- expect:
-- squawk:
-- ignition: irreversible a sample
ALTER TABLE orders ADD COLUMN seen_at timestamptz NOT NULL DEFAULT now();
