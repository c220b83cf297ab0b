-- expect: N2 N3 N4
-- squawk: prefer-text-field ban-char-field prefer-timestamp-tz prefer-bigint-over-int prefer-identity
-- ignition: irreversible a sample
CREATE TABLE notes (id serial PRIMARY KEY, kind char(3), title varchar(80), at timestamp);
