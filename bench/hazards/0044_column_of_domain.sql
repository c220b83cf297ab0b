-- expect: W4
-- squawk:
-- ignition: irreversible a sample
ALTER TABLE rooms ADD COLUMN discount percent;
