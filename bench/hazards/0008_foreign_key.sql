-- expect: V3
-- squawk: adding-foreign-key-constraint constraint-missing-not-valid
-- ignition: irreversible a sample
ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id);
