-- expect: L1
-- squawk: require-concurrent-index-creation
-- ignition: irreversible a sample
CREATE INDEX orders_note_idx ON orders (note);
