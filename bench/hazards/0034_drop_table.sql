-- expect: B3
-- squawk: ban-drop-table
-- ignition: irreversible a sample
DROP TABLE archive;
