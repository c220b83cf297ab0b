-- Expand: new columns that will take over from full_name, which stays as long as a version reads it.
ALTER TABLE customers
  ADD COLUMN given_name text,
  ADD COLUMN family_name text;
