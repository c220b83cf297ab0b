-- expect: L16
-- squawk:
-- ignition: irreversible a sample
REFRESH MATERIALIZED VIEW totals;
