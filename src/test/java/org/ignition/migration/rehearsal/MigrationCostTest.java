package org.ignition.migration.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ignition.migration.rehearsal.MigrationCost.Direction;
import org.ignition.migration.rehearsal.MigrationCost.Lock;
import org.ignition.migration.rehearsal.MigrationCost.Rewritten;
import org.ignition.migration.trace.LockMode;
import org.ignition.testing.Migrations;
import org.junit.jupiter.api.Test;

/** What is said of what a migration cost. */
class MigrationCostTest {

  private static final String DATA = "the backup of 2026-01-07 12:00";

  private static Direction direction(long millis, List<Lock> locks, Rewritten... rewritten) {
    return new Direction(Duration.ofMillis(millis), locks, List.of(rewritten), Optional.empty());
  }

  private static List<String> sentences(Direction up, Optional<Direction> down) {
    return new MigrationCost(
            Migrations.pair(15), up, down, List.of("public.a.b: 2 values gone"), List.of())
        .sentences(DATA);
  }

  @Test
  void namesRewritesWithTheirSizesAndWhoIsKeptOut() {
    Direction up =
        direction(
            41_200,
            List.of(
                new Lock("public.quick", LockMode.ACCESS_EXCLUSIVE, Duration.ofMillis(9)),
                new Lock("public.read", LockMode.ROW_EXCLUSIVE, Duration.ofSeconds(50)),
                new Lock("public.users", LockMode.SHARE_ROW_EXCLUSIVE, Duration.ofMillis(1_250)),
                new Lock("public.orders", LockMode.ACCESS_EXCLUSIVE, Duration.ofSeconds(41))),
            new Rewritten("public.orders", OptionalLong.of(2_254_857_830L)),
            new Rewritten("public.fresh", OptionalLong.empty()));
    assertEquals(
        List.of(
            "0015 step15 rewrites public.orders (2.1 GiB), public.fresh, 41 s on " + DATA,
            "0015 step15 keeps readers and writers off public.orders for 41 s (ACCESS EXCLUSIVE)",
            "0015 step15 keeps writers off public.users for 1.3 s (SHARE ROW EXCLUSIVE)",
            "0015 step15 loses what is in " + DATA + ": public.a.b: 2 values gone",
            "The down of 0015 step15 runs, 0.1 s on " + DATA),
        sentences(up, Optional.of(direction(120, List.of()))));
  }

  @Test
  void saysWhatItFailsOn() {
    Direction up =
        new Direction(Duration.ZERO, List.of(), List.of(), Optional.of("0015.sql:3: no room"));
    assertEquals(
        "0015 step15 fails on " + DATA + ": 0015.sql:3: no room",
        sentences(up, Optional.empty()).getFirst());
  }
}
