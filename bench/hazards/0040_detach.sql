-- expect: L9
-- squawk: require-concurrent-partition-detach
-- ignition: irreversible a sample
ALTER TABLE events DETACH PARTITION events_2024;
