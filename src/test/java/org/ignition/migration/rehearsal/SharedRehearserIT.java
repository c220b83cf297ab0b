package org.ignition.migration.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.ignition.database.ScratchServer;
import org.ignition.database.postgres.EmbeddedPostgres;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.migration.Migration;
import org.ignition.migration.Reversibility;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.ScriptRun;
import org.ignition.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Long histories, on servers of their own as some make roles. */
@ParameterizedClass
@ValueSource(ints = {17, 18})
class SharedRehearserIT {

  private static final int LENGTH = 120;

  private final int version;

  SharedRehearserIT(int version) {
    this.version = version;
  }

  private ScratchServer start() {
    return EmbeddedPostgres.start(version, Postgres.folders(), new SecureRandom());
  }

  private static ScratchServer none() {
    throw new RemoteException(
        Problem.of(ErrorCode.DATABASE_REFUSED, "no second server", "", "have one"));
  }

  /** As long as it takes to be shared: each makes a table, but the {@code at}th runs {@code up}. */
  private static Pairs history(int at, String up, String down) {
    Pairs pairs = new Pairs();
    IntStream.range(0, LENGTH)
        .forEach(n ->
            pairs.then(
                n == at ? up : "CREATE TABLE t" + n + " (id int PRIMARY KEY)",
                n == at ? down : "DROP TABLE t" + n));
    return pairs;
  }

  private Pairs.Shown shared(Pairs pairs, Supplier<ScratchServer> another) {
    List<RehearsedMigration> shown = new ArrayList<>();
    try (ScratchServer server = start()) {
      RehearsalOutcome outcome =
          new SharedRehearser(server, another, RehearsalOptions.DEFAULT)
              .rehearse(pairs.migrations(), pairs.repeatables(), _ -> true, shown::add);
      shown.sort(Comparator.comparing(each -> each.migration().version()));
      return new Pairs.Shown(shown, outcome);
    }
  }

  private static List<Migration> migrations(Pairs.Shown shown) {
    return shown.migrations().stream().map(RehearsedMigration::migration).toList();
  }

  @Test
  void showsEachMigrationOnceAndAllOfThem() {
    Pairs pairs =
        history(60, "INSERT INTO t1 VALUES (70), (71)", "DELETE FROM t1 WHERE id >= 70")
            .repeated("view.sql", "CREATE OR REPLACE VIEW v AS SELECT id FROM t118");
    Pairs.Shown shown = shared(pairs, this::start);
    assertEquals(pairs.migrations(), migrations(shown));
    assertTrue(
        shown.migrations().stream()
            .allMatch(each -> each.proof().reversibility() == Reversibility.EXACT));
    Pairs.Shown alone = pairs.rehearse(version);
    assertEquals(
        alone.outcome().schema().orElseThrow().objects().keySet(),
        shown.outcome().schema().orElseThrow().objects().keySet());
    assertEquals(1, shown.outcome().repeated().size());
    assertEquals(List.of(), shown.outcome().unseen());
    assertEquals(
        alone.migrations().stream().map(RehearsedMigration::proof).toList(),
        shown.migrations().stream().map(RehearsedMigration::proof).toList());
  }

  @Test
  void rolesOfTheFirstPartAreMadeOnBothServers() {
    Pairs.Shown shown = shared(history(10, "CREATE ROLE keeper", "DROP ROLE keeper"), this::start);
    assertTrue(shown.outcome().stopped().isEmpty());
    assertTrue(shown.migrations().stream().allMatch(each -> each.up() instanceof ScriptRun.Ran));
  }

  @Test
  void leavesTheSecondPartWhereTheFirstDoesNotRun() {
    Pairs pairs = history(30, "SELECT 1 / 0", "SELECT 1");
    Pairs.Shown shown = shared(pairs, this::start);
    assertEquals(pairs.migrations().get(30), shown.outcome().stopped().orElseThrow().at());
    assertEquals(pairs.migrations().subList(31, LENGTH), shown.outcome().notRehearsed());
    assertEquals(pairs.migrations().subList(0, 31), migrations(shown));
  }

  @Test
  void stopsWhereTheSecondPartDoesNotRun() {
    Pairs pairs = history(100, "SELECT 1 / 0", "SELECT 1");
    Pairs.Shown shown = shared(pairs, this::start);
    assertEquals(pairs.migrations().get(100), shown.outcome().stopped().orElseThrow().at());
    assertEquals(pairs.migrations().subList(101, LENGTH), shown.outcome().notRehearsed());
    assertInstanceOf(ScriptRun.Failed.class, shown.last().up());
  }

  @Test
  void goesOnAloneWithoutASecondServer() {
    Pairs pairs = history(10, "CREATE ROLE keeper", "DROP ROLE keeper");
    Pairs.Shown shown = shared(pairs, SharedRehearserIT::none);
    assertTrue(shown.outcome().stopped().isEmpty());
    assertEquals(pairs.migrations(), migrations(shown));
  }

  @Test
  void endsTheSecondServerWithTheFirst() {
    List<ScratchServer> started = new ArrayList<>();
    Pairs pairs = history(2, "SELECT pg_terminate_backend(pg_backend_pid())", "SELECT 1");
    shared(
        pairs,
        () -> {
          started.add(start());
          return started.getFirst();
        });
    assertNotEquals(List.of(), started);
    assertThrows(RemoteException.class, started.getFirst()::createDatabase);
  }
}
