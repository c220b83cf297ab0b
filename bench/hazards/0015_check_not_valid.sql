-- expect: B5
-- squawk:
-- ignition: irreversible a sample
ALTER TABLE orders ADD CONSTRAINT orders_note_check CHECK (note <> '') NOT VALID;
