-- Destructive: it goes out after every version that reads the column is gone.
-- ignition: allow B2 reason="no version since v1.0.0 reads fax"
-- ignition: allow D1 reason="the numbers were exported, and nobody has called them since"
ALTER TABLE customers DROP COLUMN fax;
