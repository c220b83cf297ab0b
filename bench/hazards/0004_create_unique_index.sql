-- expect: L1
-- squawk: require-concurrent-index-creation
-- ignition: irreversible a sample
CREATE UNIQUE INDEX customers_email_key ON customers (email);
