-- expect:
-- squawk:
-- ignition: irreversible a sample
ALTER TABLE orders ADD COLUMN source text NOT NULL DEFAULT 'web';
