-- expect:
-- squawk:
-- ignition: irreversible a sample
ALTER TABLE orders ALTER COLUMN state SET NOT NULL;
