package org.ignition.migration.rehearsal.rows;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The steps as one text for the server, which tries them without a round trip for each. Each
 * attempt is a subtransaction; how a step ended is left in a setting of the transaction.
 */
final class SeedBlock {

  /** How a step ended that made a row. */
  static final String MADE = "made";

  /** How a step ended that found one. */
  static final String KEPT = "kept";

  private static final String SETTING = "ignition.seeded";

  /** Reads how the steps ended, and clears it. */
  static final String RESULT =
      "SELECT pg_catalog.current_setting('%1$s')::pg_catalog.text[] AS states".formatted(SETTING);

  /** Clears what {@link #RESULT} read. */
  static final String CLEAR = "SELECT pg_catalog.set_config('%s', '', true)".formatted(SETTING);

  private SeedBlock() {}

  /** The block that tries all steps. */
  static String of(List<SeedStep> steps) {
    List<String> texts = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    List<Integer> afters = new ArrayList<>();
    List<String> owners = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      SeedStep step = steps.get(i);
      List<String> all = new ArrayList<>(step.attempts());
      if (!step.probe().isEmpty()) {
        all.addFirst(step.probe());
      }
      texts.addAll(all);
      owners.add(oids(step));
      for (int n = 0; n < all.size(); n++) {
        numbers.add(i + 1);
        afters.add(step.after() + 1);
      }
    }
    return "DO " + SqlText.literal(body(texts, numbers, afters, owners));
  }

  /** Makes deferred constraints judge each row at once. */
  static String judgeAtOnce(Collection<String> constraints) {
    return constraints.isEmpty()
        ? ""
        : "SET CONSTRAINTS " + String.join(", ", constraints) + " IMMEDIATE;\n";
  }

  /** Lets them wait again. */
  static String judgeLater(Collection<String> constraints) {
    return constraints.isEmpty()
        ? ""
        : ";\nSET CONSTRAINTS " + String.join(", ", constraints) + " DEFERRED";
  }

  private static String oids(SeedStep step) {
    return step.tables().stream()
        .map(table -> Long.toString(table.relation().oid()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /**
   * A trigger may change the schema for each row. What it makes belongs to no migration, so such a
   * row is made without triggers; the event triggers tell.
   */
  private static String body(
      List<String> texts, List<Integer> numbers, List<Integer> afters, List<String> owners) {
    return """
    #variable_conflict use_variable
    DECLARE
      texts pg_catalog.text[] := %s;
      steps pg_catalog.int4[] := '{%s}';
      afters pg_catalog.int4[] := '{%s}';
      owners pg_catalog.text[] := %s;
      states pg_catalog.text[] :=
        pg_catalog.array_fill(''::pg_catalog.text, ARRAY[pg_catalog.cardinality(owners)]);
      relations pg_catalog.text[];
      triggers pg_catalog.text[];
      step pg_catalog.int4;
      made pg_catalog.int8;
    BEGIN
      PERFORM pg_catalog.set_config('ignition.seeding', 'on', true);
      FOR i IN 1 .. pg_catalog.cardinality(texts) LOOP
        step := steps[i];
        CONTINUE WHEN states[step] IN ('made', 'kept')
          OR (afters[i] > 0 AND states[afters[i]] <> 'made');
        BEGIN
          EXECUTE texts[i];
          GET DIAGNOSTICS made = ROW_COUNT;
          IF made > 0 THEN
            states[step] := CASE WHEN texts[i] LIKE 'SELECT%%' THEN 'kept' ELSE 'made' END;
          END IF;
        EXCEPTION WHEN OTHERS THEN
          IF states[step] NOT LIKE '55P04%%' THEN
            states[step] := SQLSTATE || ' ' || SQLERRM;
          END IF;
        END;
        CONTINUE WHEN states[step] NOT LIKE 'IG001%%';
        BEGIN
          SELECT pg_catalog.array_agg(tgrelid::pg_catalog.regclass::pg_catalog.text),
              pg_catalog.array_agg(pg_catalog.quote_ident(tgname))
            INTO relations, triggers FROM pg_catalog.pg_trigger
            WHERE tgrelid = ANY (owners[step]::pg_catalog.oid[]) AND NOT tgisinternal AND tgenabled = 'O';
          PERFORM pg_catalog.set_config('ignition.seeding', '', true);
          FOR n IN 1 .. pg_catalog.cardinality(triggers) LOOP
            EXECUTE 'ALTER TABLE ' || relations[n] || ' DISABLE TRIGGER ' || triggers[n];
          END LOOP;
          PERFORM pg_catalog.set_config('ignition.seeding', 'on', true);
          EXECUTE texts[i];
          GET DIAGNOSTICS made = ROW_COUNT;
          PERFORM pg_catalog.set_config('ignition.seeding', '', true);
          FOR n IN 1 .. pg_catalog.cardinality(triggers) LOOP
            EXECUTE 'ALTER TABLE ' || relations[n] || ' ENABLE TRIGGER ' || triggers[n];
          END LOOP;
          PERFORM pg_catalog.set_config('ignition.seeding', 'on', true);
          IF made > 0 THEN
            states[step] := 'made';
          END IF;
        EXCEPTION WHEN OTHERS THEN
          states[step] := SQLSTATE || ' ' || SQLERRM;
        END;
      END LOOP;
      PERFORM pg_catalog.set_config('ignition.seeding', '', true);
      PERFORM pg_catalog.set_config('ignition.seeded', states::pg_catalog.text, true);
    END
    """
        .formatted(
            SqlText.literals(texts), listed(numbers), listed(afters), SqlText.literals(owners));
  }

  private static String listed(List<Integer> numbers) {
    return IntStream.range(0, numbers.size())
        .mapToObj(i -> numbers.get(i).toString())
        .collect(Collectors.joining(","));
  }
}
