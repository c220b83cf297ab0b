-- expect:
-- squawk:
-- ignition: irreversible a sample
CREATE TYPE mood AS ENUM ('good', 'bad');
