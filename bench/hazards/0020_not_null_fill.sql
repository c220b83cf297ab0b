-- expect:
-- squawk:
-- ignition: irreversible a sample
UPDATE orders SET state = 'new' WHERE state IS NULL;
