-- expect: W3
-- squawk: adding-field-with-default
-- ignition: irreversible a sample
ALTER TABLE orders ADD COLUMN doubled numeric GENERATED ALWAYS AS (amount * 2) STORED;
