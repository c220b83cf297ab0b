-- expect: V5
-- squawk:
-- ignition: irreversible a sample
ALTER TABLE lines VALIDATE CONSTRAINT lines_order_fk;
