-- expect: B1
-- squawk: renaming-column
-- ignition: irreversible a sample
ALTER TABLE orders RENAME COLUMN note TO remark;
