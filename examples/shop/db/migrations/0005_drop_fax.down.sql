-- ignition: allow R5 reason="all code names its columns"
ALTER TABLE customers ADD COLUMN fax text;
