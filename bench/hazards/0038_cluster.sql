-- expect: L15
-- squawk:
-- ignition: irreversible a sample
CLUSTER rates USING rates_pkey;
