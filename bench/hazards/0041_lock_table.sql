-- expect: L17
-- squawk:
-- ignition: irreversible a sample
LOCK TABLE orders IN ACCESS EXCLUSIVE MODE;
