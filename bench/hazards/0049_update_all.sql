-- expect: D3
-- squawk:
-- ignition: irreversible a sample
UPDATE orders SET amount = amount + 1;
