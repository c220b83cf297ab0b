package org.ignition.backup.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.ignition.backup.BackupFormat;
import org.ignition.backup.BackupProblem;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.BackupWriter;
import org.ignition.backup.FreeSpace;
import org.ignition.backup.WrittenBackup;

/** Dumps a PostgreSQL database into a folder of this machine, with its own {@code pg_dump}. */
public final class PostgresBackups {

  private final PgClients clients;
  private final DumpTarget target;
  private final BackupWriter writer;
  private final BackupWatch watch;

  /**
   * Of {@code target} into {@code folder}.
   *
   * @param clients where a {@code pg_dump} may be
   * @param folder made if it is not there
   */
  public PostgresBackups(
      PgClients clients, DumpTarget target, Path folder, Clock clock, BackupWatch watch) {
    this.clients = clients;
    this.target = target;
    this.writer = new BackupWriter(folder, BackupFormat.DUMP, clock);
    this.watch = watch;
  }

  /**
   * Makes sure that a {@code pg_dump} is here that fits, and space, so that a run can be refused
   * before it has done anything.
   *
   * @return which one, such as {@code pg_dump 18.1}
   * @throws org.ignition.failure.InputException when not
   */
  public String check() {
    BackupProblem problem = new BackupProblem(target.name(), "any change");
    PgClient client = client(problem);
    space(problem);
    return "pg_dump " + client.version();
  }

  public void requireUsable() {
    check();
  }

  public WrittenBackup take(String reason) {
    BackupProblem problem = new BackupProblem(target.name(), reason);
    PgClient client = client(problem);
    space(problem);
    return writer.write(
        target.database(),
        target.serverVersion(),
        problem,
        file -> {
          dump(client, file, problem);
          new DumpCheck(client, problem).check(file);
        });
  }

  private void dump(PgClient client, Path file, BackupProblem problem)
      throws IOException, InterruptedException {
    try {
      new PgDump(client, target, watch, problem).to(file, Optional.empty(), PgDump.Beside.NOTHING);
    } catch (SQLException e) {
      throw new IllegalStateException("nothing goes on beside it", e);
    }
  }

  private PgClient client(BackupProblem problem) {
    try {
      return clients.fitFor(target.serverMajor());
    } catch (InterruptedException e) {
      throw problem.cancelled(e);
    }
  }

  private void space(BackupProblem problem) {
    long free = writer.freeBytes();
    switch (FreeSpace.forDump(free, target.sizeBytes())) {
      case ENOUGH -> {}
      case TIGHT -> watch.tight(free, target.sizeBytes());
      case HOPELESS -> throw problem.hopeless(writer.folder(), free, target.sizeBytes());
    }
  }
}
