-- Transform: new columns take over from an old one, which stays until no version reads it any more.
ALTER TABLE customers ADD COLUMN given_name text;
ALTER TABLE customers ADD COLUMN family_name text;

UPDATE customers
SET given_name = split_part(full_name, ' ', 1),
    family_name = nullif(substr(full_name, strpos(full_name, ' ') + 1), full_name)
WHERE given_name IS NULL;
