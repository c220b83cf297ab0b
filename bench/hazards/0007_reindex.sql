-- expect: L3
-- squawk: require-concurrent-reindex
-- ignition: irreversible a sample
REINDEX TABLE orders;
