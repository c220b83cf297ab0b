ALTER TABLE customers
  DROP COLUMN family_name,
  DROP COLUMN given_name;
