-- expect: L2
-- squawk: require-concurrent-index-deletion
-- ignition: irreversible a sample
DROP INDEX orders_note_idx;
