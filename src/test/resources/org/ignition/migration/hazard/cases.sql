-- Each case is a migration on top of base.sql; after --> are the rules that must be found in the
-- statement before it, notes included, and nothing else.

-- case: an index, and its safe form
CREATE INDEX orders_note_idx ON orders (note); --> L1
-- case: concurrently
-- ignition: no-transaction
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note); -->
-- case: a unique index concurrently
-- ignition: no-transaction
CREATE UNIQUE INDEX CONCURRENTLY lines_order_key ON lines (order_id); --> B5 V5
-- case: concurrently without a name
-- ignition: no-transaction
CREATE INDEX CONCURRENTLY ON orders (note); --> T5
-- case: concurrently in a transaction
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note); -->
-- case: concurrently in a transaction with others
CREATE TABLE tags (id bigint PRIMARY KEY); --> T7
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note); --> T1 T7
-- case: index of a new table
CREATE TABLE tags (id bigint PRIMARY KEY, name text); -->
CREATE INDEX tags_name_idx ON tags (name); -->
-- case: drop an index
DROP INDEX customers_email_idx; --> L2
-- case: drop an index concurrently
-- ignition: no-transaction
DROP INDEX CONCURRENTLY customers_email_idx; -->
-- case: reindex
REINDEX TABLE orders; --> L3
-- case: reindex concurrently
-- ignition: no-transaction
REINDEX INDEX CONCURRENTLY orders_customer_idx; -->
-- case: foreign key
ALTER TABLE lines ADD CONSTRAINT lines_order_fk FOREIGN KEY (order_id) REFERENCES orders (id); --> V3 V5 B5 N6
-- case: foreign key not valid
ALTER TABLE lines ADD CONSTRAINT lines_order_fk FOREIGN KEY (order_id) REFERENCES orders (id) NOT VALID; --> L4 B5 N6
-- case: foreign key in a new table
CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint REFERENCES orders (id)); --> L4 N6
-- case: foreign key in a new table with an index
CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint REFERENCES orders (id)); --> L4
CREATE INDEX notes_order_idx ON notes (order_id); -->
-- case: column with a reference
ALTER TABLE lines ADD COLUMN customer_id bigint REFERENCES customers (id); --> L4 N6
-- case: drop a table with a foreign key
DROP TABLE orders CASCADE; --> L5 B3 D1 D5
-- case: drop a foreign key
ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey; --> L5 N13
-- case: unique
ALTER TABLE lines ADD CONSTRAINT lines_order_key UNIQUE (order_id); --> L6 B5 V5
-- case: unique using an index
ALTER TABLE lines ADD CONSTRAINT lines_product_unique UNIQUE USING INDEX lines_product_key; --> L14
-- case: primary key using an index on a nullable column
ALTER TABLE lines DROP CONSTRAINT lines_pkey; --> L14
ALTER TABLE lines ADD PRIMARY KEY USING INDEX lines_product_key; --> L7 V5 B5
-- case: exclusion
ALTER TABLE rooms ADD CONSTRAINT rooms_free EXCLUDE USING gist (during WITH &&); --> L8 B5
-- case: detach
ALTER TABLE events DETACH PARTITION events_2024; --> L9
-- case: detach concurrently
-- ignition: no-transaction
ALTER TABLE events DETACH PARTITION events_2024 CONCURRENTLY; --> L14
-- case: attach
ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01'); --> L10 V5
-- case: attach with a check
ALTER TABLE events_2026 ADD CONSTRAINT b CHECK (at >= '2026-01-01' AND at < '2027-01-01') NOT VALID; --> B5
-- case: partition of
CREATE TABLE events_2027 PARTITION OF events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01'); --> L11
-- case: index on a partitioned table
CREATE INDEX events_id_idx ON events (id); --> L12
-- case: index on only the parent
CREATE INDEX events_id_idx ON ONLY events (id); --> L14
-- case: trigger
CREATE TRIGGER orders_stamp BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION stamp(); --> L13
-- case: disable a trigger
ALTER TABLE lines DISABLE TRIGGER lines_stamp; --> D9
-- case: disable the triggers of foreign keys
ALTER TABLE orders DISABLE TRIGGER ALL; --> R11
-- case: drop a trigger
DROP TRIGGER lines_stamp ON lines; --> L14
-- case: cluster
CLUSTER orders USING orders_customer_idx; --> L15
-- case: vacuum full
-- ignition: no-transaction
VACUUM FULL orders; --> L15
-- case: refresh
REFRESH MATERIALIZED VIEW totals; --> L16
-- case: refresh concurrently
REFRESH MATERIALIZED VIEW CONCURRENTLY totals; --> L14
-- case: lock
LOCK TABLE orders IN SHARE MODE; --> L17
-- case: truncate
TRUNCATE lines; --> D2
-- case: truncate cascade
TRUNCATE customers CASCADE; --> D2 L18
-- case: no limit
SET lock_timeout = 0; --> L19
ALTER TABLE orders ADD COLUMN extra text; --> L14
-- case: no limit for statements
SET statement_timeout = 0; --> N14
SET idle_in_transaction_session_timeout = 0; --> N14
-- case: an extension
CREATE EXTENSION citext; --> N15
-- case: lock held during other work
ALTER TABLE customers ADD COLUMN extra text; --> L14
CREATE INDEX orders_note_idx ON orders (note); --> L1 L20
-- case: two tables one after the other
ALTER TABLE customers ADD COLUMN extra text; --> L14
ALTER TABLE orders ADD COLUMN extra text; --> L20
-- case: validate too early
ALTER TABLE orders ADD CONSTRAINT small CHECK (quantity < 1000) NOT VALID; --> B5
ALTER TABLE orders VALIDATE CONSTRAINT small; --> L21
-- case: validate in time
ALTER TABLE lines VALIDATE CONSTRAINT lines_order_known; -->
-- case: domain constraint
ALTER DOMAIN label ADD CONSTRAINT short CHECK (length(VALUE) < 100); --> L22 B5
-- case: domain constraint not valid
ALTER DOMAIN label ADD CONSTRAINT short CHECK (length(VALUE) < 100) NOT VALID; --> B5
-- case: two scans
ALTER TABLE orders ADD CONSTRAINT a CHECK (quantity < 1000); --> V1 B5
ALTER TABLE orders ADD CONSTRAINT b CHECK (quantity < 2000); --> V1 B5 L23
-- case: view
CREATE OR REPLACE VIEW paid AS SELECT id, amount, note FROM orders WHERE state = 'paid'; --> L24
-- case: volatile default
ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid(); --> W1
-- case: stable default
ALTER TABLE orders ADD COLUMN since timestamptz NOT NULL DEFAULT now(); --> L14
-- case: constant default
ALTER TABLE orders ADD COLUMN rank int NOT NULL DEFAULT 0; --> L14
-- case: serial
ALTER TABLE lines ADD COLUMN number serial; --> W2
-- case: identity
ALTER TABLE lines ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY; --> W2
-- case: stored
ALTER TABLE orders ADD COLUMN total numeric GENERATED ALWAYS AS (amount * quantity) STORED; --> W3
-- case: constrained domain
ALTER TABLE lines ADD COLUMN size positive; --> W4
-- case: free domain
ALTER TABLE lines ADD COLUMN label label; --> L14
-- case: int to bigint
ALTER TABLE lines ALTER COLUMN id TYPE numeric; --> W5 B4
-- case: wider varchar
ALTER TABLE customers ALTER COLUMN name TYPE varchar(100); --> L14
-- case: varchar to text
ALTER TABLE customers ALTER COLUMN name TYPE text; --> L14
-- case: narrower varchar
ALTER TABLE customers ALTER COLUMN name TYPE varchar(20); --> W5 B12
-- case: less scale
ALTER TABLE prices ALTER COLUMN price TYPE numeric(12, 2); --> W5 B12 D4
-- case: more scale
ALTER TABLE prices ALTER COLUMN price TYPE numeric(14, 6); --> W5
-- case: timestamps
ALTER TABLE orders ALTER COLUMN seen TYPE timestamptz; --> W5 B4
-- case: unlogged
ALTER TABLE rooms SET UNLOGGED; --> W6
-- case: new expression
ALTER TABLE orders ALTER COLUMN twice SET EXPRESSION AS (quantity * 3); --> W7
-- case: using
ALTER TABLE lines ALTER COLUMN order_id TYPE bigint USING order_id + 1; --> W8
-- case: check
ALTER TABLE orders ADD CONSTRAINT small CHECK (quantity < 1000); --> V1 B5
-- case: column with a check
ALTER TABLE orders ADD COLUMN rank int DEFAULT 1 CHECK (rank > 0); --> V1
-- case: set not null
ALTER TABLE lines ALTER COLUMN order_id SET NOT NULL; --> V2 V5 B5
-- case: set not null with a proof
ALTER TABLE customers ALTER COLUMN name SET NOT NULL; --> L14
ALTER TABLE customers DROP CONSTRAINT customers_name_known; -->
-- case: set not null and drop the proof at once
ALTER TABLE customers ALTER COLUMN name SET NOT NULL, DROP CONSTRAINT customers_name_known; --> V2 B5
-- case: required
ALTER TABLE orders ADD COLUMN rank int NOT NULL; --> V4
-- case: rename a column
ALTER TABLE orders RENAME COLUMN note TO remark; --> B1
-- case: rename a table
ALTER TABLE lines RENAME TO items; --> B1
-- case: rename a table and keep a view
ALTER TABLE lines RENAME TO items; --> L14
CREATE VIEW lines AS SELECT * FROM items; -->
-- case: rename a constraint
ALTER TABLE lines RENAME CONSTRAINT lines_order_known TO lines_order_positive; --> L14
-- case: rename a label
ALTER TYPE state RENAME VALUE 'sent' TO 'shipped'; --> B1
-- case: move
ALTER TABLE lines SET SCHEMA sales; --> B1
-- case: drop a column
ALTER TABLE orders DROP COLUMN note; --> B2 D1
-- case: drop a table
DROP TABLE rooms; --> B3 D1
-- case: drop a view
DROP VIEW paid; --> B3
-- case: replace a view
DROP VIEW paid; --> L14
CREATE VIEW paid AS SELECT id FROM orders; -->
-- case: drop with cascade
ALTER TABLE orders DROP COLUMN amount CASCADE; --> B2 D1 D5
-- case: drop a function
DROP FUNCTION price(int); --> B3
-- case: optional
ALTER TABLE orders ALTER COLUMN placed DROP NOT NULL; --> B6
-- case: default dropped
ALTER TABLE orders ALTER COLUMN quantity DROP DEFAULT; --> B7
-- case: default set
ALTER TABLE orders ALTER COLUMN note SET DEFAULT ''; --> B7
-- case: new label
ALTER TYPE state ADD VALUE 'back'; --> B8
-- case: row security
ALTER TABLE orders ENABLE ROW LEVEL SECURITY; --> B9
-- case: policy
CREATE POLICY own ON orders USING (true); --> B9
-- case: identity always
ALTER TABLE customers ALTER COLUMN id SET GENERATED ALWAYS; --> B10
-- case: function
CREATE OR REPLACE FUNCTION price(n int) RETURNS int LANGUAGE sql STABLE AS $$ SELECT n * 3 $$; --> B11
-- case: update all
UPDATE orders SET note = ''; --> D3
-- case: update some
UPDATE orders SET note = '' WHERE note IS NULL; -->
-- case: delete all
DELETE FROM lines; --> D3
-- case: backfill of a new column
ALTER TABLE orders ADD COLUMN extra text; --> L14
UPDATE orders SET extra = note; --> T8
-- case: sequence
DROP SEQUENCE tickets; --> B3 D8
-- case: restart
ALTER SEQUENCE tickets RESTART WITH 1; --> D8
-- case: label used too early
ALTER TYPE state ADD VALUE 'back'; --> B8
UPDATE orders SET state = 'back' WHERE false; --> T2
-- case: syntax
CREATE TABEL x (id int); --> T10
-- case: unknown
ALTER TABLE nowhere ADD COLUMN x int; --> R1
-- case: hygiene
CREATE TABLE people (id int PRIMARY KEY, born timestamp, data json, tag char(3)); --> N2 N3 N4 N5
-- case: wide index
CREATE TABLE wide (a int, b int, c int, d int); -->
CREATE INDEX wide_idx ON wide (a, b, c, d); --> N10
-- case: domain
CREATE DOMAIN age AS int CHECK (VALUE >= 0); --> N8
-- case: enum made again without a label
ALTER TYPE state RENAME TO state_old; -->
CREATE TYPE state AS ENUM ('new', 'paid'); --> D10
-- case: owner
ALTER TABLE rooms REPLICA IDENTITY FULL; --> L14
-- case: analyze
ANALYZE orders; -->
-- case: comment
COMMENT ON TABLE orders IS 'what was bought'; -->
-- case: insert
INSERT INTO rooms (id) VALUES (1), (2); -->
