-- expect: B5
-- squawk:
-- ignition: irreversible a sample
-- ignition: no-transaction
CREATE UNIQUE INDEX CONCURRENTLY lines_id_key ON lines (id);
