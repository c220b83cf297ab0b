package org.ignition.migration.flyway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ignition.migration.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts round trips, which are what time is made of at a distance. */
class RoundTripsIT {

  private static Folder folder(int migrations) {
    Folder folder = new Folder(Layout.SEED);
    for (int i = 1; i <= migrations; i++) {
      folder.with(
          "%03d_t.sql".formatted(i),
          "CREATE TABLE t%1$d (id int);\nINSERT INTO t%1$d VALUES (1);\n".formatted(i),
          "%03d_t.down.sql".formatted(i),
          "DROP TABLE t%d;\n".formatted(i));
    }
    return folder;
  }

  private static List<String> trips(Consumer<PostgresTarget> work) {
    List<String> trips = new ArrayList<>();
    try (PostgresTarget target = PostgresTarget.of(17)) {
      target.around = session -> RoundTrips.seen(session, trip -> trips.add(trip.text()));
      work.accept(target);
    }
    return trips;
  }

  private static List<String> engine(int migrations) {
    return trips(target -> new Bench(target).apply(folder(migrations).pending()));
  }

  private static List<String> flyway(int migrations, Path ups) {
    return trips(target -> {
      try {
        RealFlyway.on(target, folder(migrations).writeUps(ups), Layout.SEED).migrate();
      } catch (java.io.IOException e) {
        throw new AssertionError(e);
      }
    });
  }

  @Test
  void makesAThirdOfWhatFlywayItselfMakesOfAMigration(@TempDir Path few, @TempDir Path many) {
    int ours = engine(12).size() - engine(2).size();
    int plain = flyway(12, many).size() - flyway(2, few).size();
    assertEquals(10 * 18, plain);
    assertEquals(10 * 5, ours);
  }

  @Test
  void beginsInNoMoreThanFlyway(@TempDir Path ups) {
    List<String> ours = engine(1);
    List<String> plain = flyway(1, ups);
    assertTrue(ours.size() <= plain.size() + 2, ours.size() + " " + plain.size() + plain);
  }

  @Test
  void undoesInFour() {
    Folder folder = folder(3);
    List<String> trips = new ArrayList<>();
    trips(target -> {
      Bench bench = new Bench(target);
      bench.apply(folder.pending());
      target.around = session -> RoundTrips.seen(session, trip -> trips.add(trip.text()));
      bench.undo(folder.applied());
    });
    assertEquals(1 + 3 * 4, trips.size(), trips.toString());
  }
}
