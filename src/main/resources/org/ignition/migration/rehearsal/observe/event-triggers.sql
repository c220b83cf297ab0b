CREATE SCHEMA ignition_rehearsal;
GRANT USAGE ON SCHEMA ignition_rehearsal TO PUBLIC;

CREATE UNLOGGED TABLE ignition_rehearsal.event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind "char" NOT NULL,
  class bigint,
  object bigint,
  sub int,
  detail int,
  type text,
  name text
);
GRANT SELECT ON ignition_rehearsal.event TO PUBLIC;

-- Rows that are made up are to leave the schema as it is; rows/SeedBlock knows the code.
CREATE FUNCTION ignition_rehearsal.refuse_while_seeding() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('ignition.seeding', true) = 'on' THEN
    RAISE EXCEPTION USING ERRCODE = 'IG001', MESSAGE = 'a trigger of the table changes the schema';
  END IF;
END
$$;

CREATE FUNCTION ignition_rehearsal.touched() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  named bool;
BEGIN
  PERFORM ignition_rehearsal.refuse_while_seeding();
  INSERT INTO ignition_rehearsal.event (kind, class, object, sub)
    SELECT DISTINCT 't'::"char", classid::bigint, objid::bigint, objsubid
      FROM pg_event_trigger_ddl_commands() WHERE objid IS NOT NULL;
  named := FOUND;
  IF NOT named AND tg_tag NOT LIKE 'DROP %' THEN
    INSERT INTO ignition_rehearsal.event (kind, type) VALUES ('u', tg_tag);
  END IF;
END
$$;

CREATE FUNCTION ignition_rehearsal.gone() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM ignition_rehearsal.refuse_while_seeding();
  INSERT INTO ignition_rehearsal.event (kind, class, object, sub, detail, type, name)
    SELECT 'd', classid::bigint, objid::bigint, objsubid,
           original::int + 2 * normal::int, object_type, object_identity
      FROM pg_event_trigger_dropped_objects() WHERE NOT is_temporary;
END
$$;

CREATE FUNCTION ignition_rehearsal.rewritten() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO ignition_rehearsal.event (kind, object, detail)
    VALUES ('w', pg_event_trigger_table_rewrite_oid()::bigint,
            pg_event_trigger_table_rewrite_reason());
END
$$;

CREATE EVENT TRIGGER ignition_rehearsal_touched ON ddl_command_end
  EXECUTE FUNCTION ignition_rehearsal.touched();
CREATE EVENT TRIGGER ignition_rehearsal_gone ON sql_drop
  EXECUTE FUNCTION ignition_rehearsal.gone();
CREATE EVENT TRIGGER ignition_rehearsal_rewritten ON table_rewrite
  EXECUTE FUNCTION ignition_rehearsal.rewritten();
ALTER EVENT TRIGGER ignition_rehearsal_touched ENABLE ALWAYS;
ALTER EVENT TRIGGER ignition_rehearsal_gone ENABLE ALWAYS;
ALTER EVENT TRIGGER ignition_rehearsal_rewritten ENABLE ALWAYS;
