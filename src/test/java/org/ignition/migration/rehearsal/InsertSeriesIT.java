package org.ignition.migration.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ignition.migration.snapshot.Sentences;
import org.ignition.migration.trace.LockMode;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.StatementTrace;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one of many rows does beside being there. */
@ParameterizedClass
@ValueSource(ints = {17, 18})
class InsertSeriesIT {

  private static final String NO_TABLES = "DROP TABLE a, other; DROP FUNCTION react";
  private static final String ROWS =
      """
      INSERT INTO a VALUES (1);
      INSERT INTO a VALUES (2);
      INSERT INTO a VALUES (3);
      INSERT INTO a VALUES (4);
      INSERT INTO a VALUES (5);
      """;

  private final int version;

  InsertSeriesIT(int version) {
    this.version = version;
  }

  private static String tables(String reaction) {
    return """
    CREATE TABLE a (n int);
    CREATE TABLE other (n int);
    CREATE FUNCTION react() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF NEW.n = 3 THEN EXECUTE '%s'; END IF; RETURN NULL; END $$;
    CREATE TRIGGER react AFTER INSERT ON a FOR EACH ROW EXECUTE FUNCTION react();
    """
        .formatted(reaction);
  }

  private RehearsedMigration rehearsed(String reaction) {
    return Pairs.of(tables(reaction), NO_TABLES)
        .then(ROWS, "DELETE FROM a WHERE n BETWEEN 1 AND 5")
        .rehearse(version)
        .last();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CREATE TABLE side ()", "ALTER TABLE other ADD COLUMN side int"})
  void changesTheSchema(String reaction) {
    RehearsedMigration shown = rehearsed(reaction);
    assertEquals(1, shown.made().headlines().size());
    assertTrue(Sentences.AFTER_DOWN.of(shown.residue()).toString().contains("side"));
    List<StatementTrace> statements = shown.up().statements();
    assertEquals(5, statements.size());
    assertEquals(1, statements.getLast().changes().headlines().size());
  }

  @ParameterizedTest
  @ValueSource(strings = "LOCK TABLE other")
  void locksAnotherTable(String reaction) {
    List<StatementTrace> statements = rehearsed(reaction).up().statements();
    assertEquals("public.a", statements.getFirst().locks().getFirst().relation().toString());
    StatementTrace.Lock lock = statements.getLast().locks().getFirst();
    assertEquals("public.other", lock.relation().toString());
    assertEquals(LockMode.ACCESS_EXCLUSIVE, lock.mode());
  }
}
