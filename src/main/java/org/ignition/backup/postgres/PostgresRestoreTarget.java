package org.ignition.backup.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.ignition.backup.BackupContents;
import org.ignition.backup.BackupFormat;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.RestoreTarget;
import org.ignition.database.TargetDatabase;
import org.ignition.image.Quoted;

/**
 * A PostgreSQL database that an archive is restored into: whatever is in it, such as tables of
 * later migrations, is dropped first, in the same transaction.
 */
public final class PostgresRestoreTarget implements RestoreTarget {

  private static final int LONGEST = 300;

  private final PgClients clients;
  private final DumpTarget target;
  private final TargetDatabase database;
  private final Ownership ownership;
  private final Duration lockTimeout;
  private final RestoreProblem problem;

  /**
   * @param clients where a {@code pg_dump} may be, with {@code pg_restore} and {@code psql}
   * @param target the database, as these programs need to know it
   * @param database the same, for sessions of ours; stays open
   * @param ownership whose the objects are then
   * @param lockTimeout how long to wait for others to leave a table
   */
  public PostgresRestoreTarget(
      PgClients clients,
      DumpTarget target,
      TargetDatabase database,
      Ownership ownership,
      Duration lockTimeout) {
    this.clients = clients;
    this.target = target;
    this.database = database;
    this.ownership = ownership;
    this.lockTimeout = lockTimeout;
    this.problem = new RestoreProblem(target.name());
  }

  @Override
  public String name() {
    return target.name();
  }

  @Override
  public String database() {
    return target.database();
  }

  @Override
  public BackupFormat format() {
    return BackupFormat.DUMP;
  }

  /** Something that is read in one snapshot. */
  private interface Reading<T> {
    T of(Connection session) throws SQLException;
  }

  private <T> T read(Reading<T> reading) {
    try (Connection session = database.connect("restore")) {
      session.setReadOnly(true);
      session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      session.setAutoCommit(false);
      return ServerSession.of(database, session).ask(() -> reading.of(session));
    } catch (SQLException e) {
      throw problem.unread(database.explain(e).message(), e);
    } catch (InterruptedException e) {
      throw problem.cancelled(e);
    }
  }

  @Override
  public boolean isEmpty() {
    return read(Occupation::isEmpty);
  }

  @Override
  public List<String> others() {
    return read(Occupation::others);
  }

  @Override
  public BackupContents contents() {
    return read(session -> ContentsReader.read(session, DumpedTables.read(session)));
  }

  @Override
  public OptionalLong schemaVersion() {
    return read(session -> Counting.recorded(session).version());
  }

  /** Who is no superuser can't make event triggers, and loses them with their functions. */
  private void tellLost(Archive archive, BackupWatch watch)
      throws IOException, InterruptedException {
    SortedSet<String> lost = new TreeSet<>(archive.eventTriggers(archive.list()));
    lost.removeAll(read(PostgresRestoreTarget::eventTriggers));
    if (!lost.isEmpty()) {
      watch.warned(
          "Not restored, as only a superuser can make them: the event triggers %s. Make them again"
                  .formatted(Quoted.line(String.join(", ", lost), LONGEST))
              + " as one, or restore as one");
    }
  }

  private static Set<String> eventTriggers(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT e.evtname FROM pg_catalog.pg_event_trigger e")) {
      Set<String> names = new HashSet<>();
      while (row.next()) {
        names.add(row.getString(1));
      }
      return names;
    }
  }

  @Override
  public void restore(Path file, BackupWatch watch) {
    try {
      PgClient client = clients.fitFor(target.serverMajor());
      Archive archive =
          new Archive(
              file,
              client.restore().orElseThrow(() -> ClientProblem.incomplete(client, "pg_restore")));
      Path psql = client.psql().orElseThrow(() -> ClientProblem.incomplete(client, "psql"));
      Map<String, String> connection = new HashMap<>(target.environment());
      connection.put("PGAPPNAME", "ignition-release restore");
      new RestoreRun(archive, psql, connection, database, ownership, lockTimeout, problem)
          .run(read(KeptThings::read), watch);
      tellLost(archive, watch);
    } catch (InterruptedException e) {
      throw problem.cancelled(e);
    } catch (IOException e) {
      throw problem.local(e);
    }
  }
}
