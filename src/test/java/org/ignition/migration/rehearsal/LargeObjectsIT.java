package org.ignition.migration.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.ignition.migration.Reversibility;
import org.ignition.migration.Verdict;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.RehearsedMigration.RowsObserved;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data that no table of a schema holds. */
@ParameterizedClass
@ValueSource(ints = {17, 18})
class LargeObjectsIT {

  private static final String NONE = "SELECT";
  private static final String ALONE = "-- ignition: no-transaction\nSELECT 1;\n";

  private final int version;

  LargeObjectsIT(int version) {
    this.version = version;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ALONE})
  void areLeftByADown(String mode) {
    RowsObserved rows =
        Pairs.of(mode + "SELECT lo_create(0), lo_from_bytea(0, 'x')", NONE)
            .rehearse(version)
            .last()
            .rows();
    assertEquals(2, rows.leftByDown());
    assertEquals(List.of(), rows.lostByDown());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ALONE})
  void areLostByADown(String mode) {
    RehearsedMigration shown =
        Pairs.of("SELECT lo_create(4711)", "SELECT lo_unlink(4711)")
            .then("CREATE TABLE a ()", mode + "DROP TABLE a; SELECT lo_unlink(4711)")
            .rehearse(version)
            .last();
    assertEquals(
        List.of("pg_catalog.pg_largeobject_metadata: 1 row gone"), shown.rows().lostByDown());
    assertEquals(Verdict.NO, shown.proof().rowsSurvive());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ALONE})
  void areSeenWhereAFunctionMakesAndRemovesThem(String mode) {
    String function = "CREATE FUNCTION f() RETURNS oid LANGUAGE sql AS 'SELECT lo_create(4711)'";
    RehearsedMigration shown =
        Pairs.of(function, "DROP FUNCTION f")
            .then(mode + "SELECT f()", "SELECT lo_unlink(4711)")
            .then("CREATE TABLE a ()", "DROP TABLE a")
            .rehearse(version)
            .migrations()
            .get(1);
    assertEquals(0, shown.rows().leftByDown());
    assertEquals(Reversibility.EXACT, shown.proof().reversibility());
  }
}
