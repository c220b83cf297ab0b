package org.ignition.backup.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ignition.database.ScratchServer;
import org.ignition.migration.Migration;
import org.ignition.migration.rehearsal.DataRehearsal;
import org.ignition.migration.rehearsal.MigrationCost;
import org.ignition.migration.trace.LockMode;
import org.ignition.testing.Migrations;
import org.ignition.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pending migrations do to the rows of a backup. */
class DumpRehearsalIT {

  @TempDir Path folder;

  private DataRehearsal.Outcome rehearse(Shop shop, int major, Migration... pending)
      throws Exception {
    ScratchServer server = Postgres.server(major);
    String database = Shop.proof().load(shop.dump(folder), "shop", server);
    return new DataRehearsal(server, "UTC").rehearse(database, List.of(pending), _ -> {});
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void measuresWhatRewritesAndWhomItKeepsOut(int major) throws Exception {
    try (Shop shop = Shop.create(major)) {
      shop.fill();
      MigrationCost cost =
          rehearse(
                  shop,
                  major,
                  Migrations.pair(
                      15,
                      "ALTER TABLE users ADD token uuid NOT NULL DEFAULT gen_random_uuid();",
                      "ALTER TABLE users DROP COLUMN token;"))
              .costs()
              .getFirst();
      assertEquals(Optional.empty(), cost.up().failure());
      MigrationCost.Lock lock = cost.up().locks().getFirst();
      assertEquals("public.users", lock.relation());
      assertEquals(LockMode.ACCESS_EXCLUSIVE, lock.mode());
      assertTrue(lock.held().compareTo(cost.up().took()) >= 0);
      assertEquals("public.users", cost.up().rewritten().getFirst().relation());
      assertTrue(cost.up().rewritten().getFirst().bytes().getAsLong() > 500_000);
      assertEquals(List.of(), cost.lostByUp());
      assertEquals(List.of(), cost.lostByDown());
      assertEquals(Optional.empty(), cost.down().orElseThrow().failure());
      String first = cost.sentences("the backup of 2026-01-07 12:00").getFirst();
      assertTrue(first.startsWith("0015 step15 rewrites public.users ("), first);
      assertTrue(first.endsWith(" s on the backup of 2026-01-07 12:00"), first);
    }
  }

  @Test
  void namesTheRowsThatDoNotSurvive() throws Exception {
    try (Shop shop = Shop.create(18)) {
      shop.fill();
      MigrationCost cost =
          rehearse(
                  shop,
                  18,
                  Migrations.pair(
                      15,
                      "ALTER TABLE events DROP COLUMN note;",
                      "ALTER TABLE events ADD note text;"))
              .costs()
              .getFirst();
      assertEquals(
          List.of(
              "public.events_1.note: 100 values gone with the column",
              "public.events_2.note: 51 values gone with the column"),
          cost.lostByUp().stream().sorted().toList());
    }
  }

  @Test
  void findsWhatTheRowsThatAreThereRefuse() throws Exception {
    try (Shop shop = Shop.create(18)) {
      shop.fill();
      DataRehearsal.Outcome outcome =
          rehearse(
              shop,
              18,
              Migrations.pair(15),
              Migrations.pair(
                  16,
                  "ALTER TABLE users ADD CONSTRAINT sad CHECK (mood = 'sad');",
                  "ALTER TABLE users DROP CONSTRAINT sad;"),
              Migrations.pair(17));
      assertEquals(2, outcome.costs().size());
      MigrationCost refused = outcome.costs().getLast();
      assertTrue(refused.up().failure().orElseThrow().contains("violated by some row"));
      assertTrue(
          refused
              .sentences("the backup")
              .getFirst()
              .startsWith("0016 step16 fails on the backup: db/migrations/0016_step16.sql:1: "));
      assertEquals(
          List.of("0017 step17"), outcome.notTried().stream().map(Migration::label).toList());
    }
  }

  @Test
  void goesOnAfterWhatNoTransactionSurrounds() throws Exception {
    try (Shop shop = Shop.create(18)) {
      shop.fill();
      DataRehearsal.Outcome outcome =
          rehearse(
              shop,
              18,
              Migrations.pair(
                  15,
                  "CREATE INDEX CONCURRENTLY by_mood ON users (mood);",
                  "DROP INDEX CONCURRENTLY by_mood;"),
              Migrations.pair(
                  16,
                  "UPDATE users SET mood = 'sad' WHERE id = 1;",
                  "UPDATE users SET mood = 'glad' WHERE id = 1;"));
      assertEquals(2, outcome.costs().size());
      assertEquals(Optional.empty(), outcome.costs().getLast().up().failure());
      assertEquals(List.of(), outcome.notTried());
    }
  }
}
