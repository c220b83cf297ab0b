CREATE ROLE ignition_test_app;
CREATE SCHEMA ignition_test;
CREATE TABLE ignition_test.touched (classid oid, objid oid, objsubid int);
CREATE FUNCTION ignition_test.ended() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ignition_test.touched
    SELECT coalesce(classid, 0), coalesce(objid, 0), coalesce(objsubid, 0)
    FROM pg_catalog.pg_event_trigger_ddl_commands();
  IF NOT FOUND AND (TG_TAG NOT LIKE 'DROP %' OR TG_TAG = 'DROP OWNED') THEN
    INSERT INTO ignition_test.touched VALUES (0, 0, 0);
  END IF;
END $$;
CREATE FUNCTION ignition_test.dropped() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ignition_test.touched
    SELECT classid, objid, objsubid FROM pg_catalog.pg_event_trigger_dropped_objects();
END $$;
CREATE EVENT TRIGGER ignition_test_ended ON ddl_command_end EXECUTE FUNCTION ignition_test.ended();
CREATE EVENT TRIGGER ignition_test_dropped ON sql_drop EXECUTE FUNCTION ignition_test.dropped();
