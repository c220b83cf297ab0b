-- expect: V2
-- squawk: adding-not-nullable-field
-- ignition: irreversible a sample
UPDATE customers SET name = 'unknown' WHERE name IS NULL;
ALTER TABLE customers ALTER COLUMN name SET NOT NULL;
