-- expect: L15
-- squawk:
-- ignition: irreversible a sample
-- ignition: no-transaction
VACUUM FULL rates;
