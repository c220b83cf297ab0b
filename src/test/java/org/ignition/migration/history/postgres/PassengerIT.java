package org.ignition.migration.history.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.history.Folders;
import org.ignition.migration.history.MigrationRecorder;
import org.ignition.migration.history.Passenger;
import org.junit.jupiter.api.Test;

/** What goes along with a row, on a real PostgreSQL. */
class PassengerIT {

  private final MigrationSet set = Folders.seed(14, 18);

  /** Asks one thing, and keeps the answers. */
  private static final class Curious implements Passenger {

    private final List<ResultSet> answers = new ArrayList<>();
    private Optional<String> query = Optional.of("SELECT count(*) FROM ignition_migrations");

    @Override
    public Optional<String> query() {
      return query;
    }

    @Override
    public void answered(ResultSet rows) {
      answers.add(rows);
    }
  }

  @Test
  void isAnsweredAfterTheRowThatItGoesAlongWith() throws Exception {
    try (Site site = Site.on(17)) {
      Curious passenger = new Curious();
      MigrationRecorder recorder = site.adopted(set, "").carrying(passenger);
      site.applied(recorder, set, 0);
      site.run("DELETE FROM ignition_migrations");

      ResultSet rows = passenger.answers.getFirst();
      Statement statement = rows.getStatement();
      assertTrue(rows.next());
      assertEquals(1, rows.getInt(1));
      assertFalse(statement.isClosed());
      rows.close();
      assertTrue(statement.isClosed());
    }
  }

  /** The server sends what such a rule selects in the midst of its answers. */
  @Test
  void isNotMistakenForWhatARuleOfATableOfVersionsSelects() throws Exception {
    try (Site site = Site.on(17)) {
      site.run(
          "CREATE TABLE schema_migrations (version int)",
          "INSERT INTO schema_migrations VALUES (14), (15)",
          "CREATE RULE tell AS ON INSERT TO schema_migrations DO ALSO SELECT -1 AS told");
      Curious passenger = new Curious();
      site.applied(site.adopted(set, "").carrying(passenger), set, 2);

      ResultSet rows = passenger.answers.getFirst();
      Statement statement = rows.getStatement();
      assertTrue(rows.next());
      assertEquals(3, rows.getInt(1));
      rows.close();
      assertTrue(statement.isClosed());
    }
  }

  @Test
  void isNotAnsweredWhereItAsksNothing() throws Exception {
    try (Site site = Site.on(17)) {
      Curious passenger = new Curious();
      passenger.query = Optional.empty();
      site.applied(site.adopted(set, "").carrying(passenger), set, 0);
      assertEquals(List.of(), passenger.answers);
      assertEquals(List.of("1"), site.rows("SELECT count(*) FROM ignition_migrations"));
    }
  }
}
