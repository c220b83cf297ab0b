-- expect: B6
-- squawk: ban-drop-not-null
-- ignition: irreversible a sample
ALTER TABLE customers ALTER COLUMN name DROP NOT NULL;
