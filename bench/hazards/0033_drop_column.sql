-- expect: B2
-- squawk: ban-drop-column
-- ignition: irreversible a sample
ALTER TABLE orders DROP COLUMN remark;
