-- expect:
-- squawk:
-- ignition: irreversible a sample
CREATE TABLE parcels (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text);
CREATE INDEX parcels_body_idx ON parcels (body);
ALTER TABLE parcels ADD CONSTRAINT parcels_body_key UNIQUE (body);
ALTER TABLE parcels ALTER COLUMN body SET NOT NULL;
