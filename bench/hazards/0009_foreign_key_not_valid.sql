-- expect: B5
-- squawk:
-- ignition: irreversible a sample
ALTER TABLE lines ADD CONSTRAINT lines_order_fk FOREIGN KEY (order_id) REFERENCES orders (id) NOT VALID;
