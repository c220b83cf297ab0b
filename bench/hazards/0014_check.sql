-- expect: V1
-- squawk: constraint-missing-not-valid
-- ignition: irreversible a sample
ALTER TABLE orders ADD CONSTRAINT orders_amount_check CHECK (amount >= 0);
