package org.ignition.migration.flyway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.PartialException;
import org.ignition.migration.history.PendingMigration;
import org.junit.jupiter.api.Test;

/** Ends the session before each of its round trips, one after the other. */
class LostSessionIT {

  private static final Folder SHOP =
      Folder.of(
          "1_a.sql", "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1);\n",
          "1_a.down.sql", "DROP TABLE a;\n",
          "2_b.sql", "ALTER TABLE a ADD COLUMN b int;\nUPDATE a SET b = 2;\n",
          "2_b.down.sql", "ALTER TABLE a DROP COLUMN b;\n");

  private static final Folder ALONE =
      Folder.of(
          "1_a.sql",
          "-- ignition: no-transaction\nCREATE TABLE a (id int);\nCREATE INDEX CONCURRENTLY i ON a (id);\n");

  /** Ends the session before its round trip {@code number}; the number of trips there were. */
  private static int killAt(PostgresTarget target, int number) {
    AtomicInteger trips = new AtomicInteger();
    target.around =
        session ->
            RoundTrips.seen(
                session,
                trip -> {
                  if (trips.incrementAndGet() == number) {
                    target.terminate(PostgresTarget.pid(trip.session()));
                  }
                });
    return trips.get();
  }

  private static List<PendingMigration> left(PostgresTarget target, Folder folder) {
    boolean none =
        target.rows("SELECT to_regclass('flyway_schema_history') IS NULL").equals(List.of("t"));
    List<String> applied =
        none ? List.of() : target.rows("SELECT version FROM flyway_schema_history WHERE success");
    return folder.pending().stream()
        .filter(each -> !applied.contains(each.recorded().version().text()))
        .toList();
  }

  @Test
  void finishesTransactionalFilesWithASecondRunWhereverTheFirstEnds() {
    int number = 0;
    boolean ended = true;
    while (ended) {
      number++;
      try (PostgresTarget target = PostgresTarget.of(17)) {
        Bench bench = new Bench(target);
        killAt(target, number);
        ended = isLost(() -> bench.apply(SHOP.pending()));
        assertEquals(
            target.rows("SELECT version FROM test_events"),
            ended && left(target, SHOP).size() == 2
                ? List.of()
                : target.rows("SELECT version FROM flyway_schema_history"));
        killAt(target, 0);
        bench.apply(left(target, SHOP));
        assertEquals(List.of("1 SQL yes", "2 SQL yes"), target.history());
        assertEquals(List.of("applied 1", "applied 2"), target.events());
        assertEquals(List.of("1 2"), target.rows("SELECT id, b FROM a"));
      }
    }
    assertTrue(number > 25, "ended at " + number);
  }

  @Test
  void undoesWithASecondRunWhereverTheFirstEnds() {
    int number = 0;
    boolean ended = true;
    while (ended) {
      number++;
      try (PostgresTarget target = PostgresTarget.of(17)) {
        Bench bench = new Bench(target);
        bench.apply(SHOP.pending());
        killAt(target, number);
        ended = isLost(() -> bench.undo(SHOP.applied()));
        killAt(target, 0);
        List<String> undone =
            target.rows("SELECT version FROM flyway_schema_history WHERE type = 'DELETE'");
        assertEquals(undone, target.rows("SELECT version FROM test_events WHERE kind = 'undone'"));
        bench.undo(SHOP.applied().subList(undone.size(), 2));
        assertEquals(
            List.of("1 SQL yes", "2 SQL yes", "2 DELETE yes", "1 DELETE yes"), target.history());
      }
    }
    assertTrue(number > 8, "ended at " + number);
  }

  @Test
  void saysOfAFileWithoutATransactionHowFarItCame() {
    int number = 0;
    boolean ended = true;
    while (ended) {
      number++;
      try (PostgresTarget target = PostgresTarget.of(17)) {
        Bench bench = new Bench(target);
        killAt(target, number);
        ended = isLost(() -> bench.apply(ALONE.pending()));
        boolean made = target.rows("SELECT to_regclass('a') IS NULL").equals(List.of("f"));
        List<String> events = target.events();
        if (made) {
          assertEquals("begun 1", events.getFirst());
        }
        assertEquals(ended && events.contains("begun 1"), events.contains("failed 1"));
        if (ended && events.equals(List.of("begun 1", "failed 1"))) {
          String remark =
              target.rows("SELECT remark FROM test_events WHERE kind = 'failed'").getFirst();
          assertTrue(remark.contains("may have taken effect"), remark);
        }
      }
    }
  }

  private static boolean isLost(Runnable run) {
    try {
      run.run();
      return false;
    } catch (IgnitionException e) {
      assertEquals(ErrorCode.DATABASE_LOST, e.code(), e.toString());
      return true;
    }
  }

  @Test
  void doesNotClaimToHaveUndoneWhatMayBeCommitted() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Bench bench = new Bench(target);
      target.around =
          session ->
              RoundTrips.seen(
                  session,
                  trip -> {
                    if (trip.text().equals("commit")) {
                      target.terminate(PostgresTarget.pid(trip.session()));
                    }
                  });
      IgnitionException lost =
          assertThrows(PartialException.class, () -> bench.apply(SHOP.pending()));
      assertTrue(lost.problem().why().contains("may be committed"), lost.toString());
    }
  }
}
