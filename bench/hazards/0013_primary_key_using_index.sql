-- expect:
-- squawk:
-- ignition: irreversible a sample
ALTER TABLE lines ADD CONSTRAINT lines_pkey PRIMARY KEY USING INDEX lines_id_key;
