-- expect: N1
-- squawk: identifier-too-long
-- ignition: irreversible a sample
CREATE TABLE a_name_that_goes_on_and_on_until_it_is_longer_than_what_the_server_keeps (id bigint PRIMARY KEY);
