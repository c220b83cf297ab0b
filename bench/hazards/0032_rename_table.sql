-- expect: B1
-- squawk: renaming-table
-- ignition: irreversible a sample
ALTER TABLE old_logs RENAME TO archive;
