-- expect:
-- squawk:
-- ignition: irreversible a sample
-- ignition: no-transaction
DROP INDEX CONCURRENTLY orders_code_idx;
