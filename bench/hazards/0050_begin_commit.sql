-- expect: T3
-- squawk: transaction-nesting ban-uncommitted-transaction
-- ignition: irreversible a sample
CREATE TABLE first_part (id bigint PRIMARY KEY);
COMMIT;
BEGIN;
CREATE TABLE second_part (id bigint PRIMARY KEY);
