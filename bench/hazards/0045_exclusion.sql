-- expect: L8
-- squawk:
-- ignition: irreversible a sample
ALTER TABLE rooms ADD CONSTRAINT rooms_free EXCLUDE USING gist (during WITH &&);
