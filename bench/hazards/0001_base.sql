-- ignition: irreversible the history that the samples start from
CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL, name text, created_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint NOT NULL, amount numeric(12, 2) NOT NULL DEFAULT 0, note varchar(100), code text, state text);
CREATE INDEX orders_customer_idx ON orders (customer_id);
CREATE TABLE lines (id bigint GENERATED ALWAYS AS IDENTITY, order_id bigint, product text NOT NULL, quantity int NOT NULL DEFAULT 1);
CREATE INDEX lines_order_idx ON lines (order_id);
CREATE TABLE rooms (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, during tstzrange);
CREATE TABLE logs (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text, parent_id bigint REFERENCES logs (id));
CREATE INDEX logs_parent_idx ON logs (parent_id);
CREATE TABLE old_logs (id bigint PRIMARY KEY, body text);
CREATE TABLE events (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE MATERIALIZED VIEW totals AS SELECT customer_id, sum(amount) AS total FROM orders GROUP BY customer_id;
CREATE DOMAIN percent AS int;
CREATE TABLE rates (id bigint PRIMARY KEY, rate percent);
