-- expect:
-- squawk:
-- ignition: irreversible a sample
ALTER TABLE orders ALTER COLUMN note TYPE varchar(200);
