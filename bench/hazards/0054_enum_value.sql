-- expect: B8
-- squawk: require-enum-value-ordering
-- ignition: irreversible a sample
ALTER TYPE mood ADD VALUE 'fair';
