-- expect: L22
-- squawk: ban-alter-domain-with-add-constraint
-- ignition: irreversible a sample
ALTER DOMAIN percent ADD CONSTRAINT percent_range CHECK (VALUE BETWEEN 0 AND 100);
