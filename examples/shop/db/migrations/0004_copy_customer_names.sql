-- Transform: rows are changed in a migration of their own, so that no lock of a schema change waits for them.
UPDATE customers
SET given_name = split_part(full_name, ' ', 1),
    family_name = nullif(substr(full_name, strpos(full_name, ' ') + 1), full_name)
WHERE given_name IS NULL;
