package org.ignition.backup.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.ignition.backup.BackupFormat;
import org.ignition.backup.BackupProblem;
import org.ignition.backup.BackupSource;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.FreeSpace;
import org.ignition.backup.RestoreVerdict;
import org.ignition.backup.SourceFacts;
import org.ignition.database.ServerError;
import org.ignition.database.TargetDatabase;
import org.ignition.database.TargetFacts;
import org.ignition.failure.DiskSpace;
import org.ignition.failure.RemoteException;

/**
 * A PostgreSQL database, dumped by its own {@code pg_dump}; what is in the dump is counted in the
 * very snapshot that is dumped, at the same time.
 */
public final class PostgresSource implements BackupSource {

  private final PgClients clients;
  private final DumpTarget target;
  private final TargetDatabase database;
  private final DumpProof proof;

  /**
   * @param clients where a {@code pg_dump} may be
   * @param target the database, as the program needs to know it
   * @param database the same, for sessions of ours; stays open
   * @param proof restores what was dumped
   */
  public PostgresSource(
      PgClients clients, DumpTarget target, TargetDatabase database, DumpProof proof) {
    this.clients = clients;
    this.target = target;
    this.database = database;
    this.proof = proof;
  }

  @Override
  public BackupFormat format() {
    return BackupFormat.DUMP;
  }

  @Override
  public String name() {
    return target.name();
  }

  @Override
  public long sizeBytes() {
    return target.sizeBytes();
  }

  @Override
  public void requireUsable() {
    client(new BackupProblem(name()));
  }

  private PgClient client(BackupProblem problem) {
    try {
      return clients.fitFor(target.serverMajor());
    } catch (InterruptedException e) {
      throw problem.cancelled(e);
    }
  }

  @Override
  public SourceFacts writeTo(Path file, BackupWatch watch) {
    BackupProblem problem = new BackupProblem(name());
    PgClient client = client(problem);
    requireSpace(file, watch, problem);
    try {
      Counting.Counted counted = dump(file, new PgDump(client, target, watch, problem));
      new DumpCheck(client, problem).check(file);
      return facts(counted);
    } catch (SQLException e) {
      throw failure(problem, e);
    } catch (InterruptedException e) {
      throw problem.cancelled(e);
    } catch (IOException e) {
      Path folder = file.resolveSibling("");
      throw DiskSpace.isExhaustedBy(e)
          ? problem.full(folder, "The disk is full")
          : problem.unwritable(folder, e);
    }
  }

  private Counting.Counted dump(Path file, PgDump dump)
      throws SQLException, IOException, InterruptedException {
    try (Snapshot snapshot = Snapshot.open(database);
        Counting counting = Counting.start(snapshot)) {
      dump.to(file, Optional.of(snapshot.id()), () -> counting.asked().require());
      return counting.asked().get();
    }
  }

  private RemoteException failure(BackupProblem problem, SQLException cause) {
    ServerError error = database.explain(cause);
    String said =
        error.detail().isEmpty() ? error.message() : error.message() + ": " + error.detail();
    return error.endsSession() ? problem.lost(said, cause) : problem.refused(said, cause);
  }

  private SourceFacts facts(Counting.Counted counted) {
    TargetFacts facts = database.facts();
    return new SourceFacts(
        facts.product(),
        facts.version(),
        target.database(),
        counted.schema().version(),
        counted.schema().release(),
        Optional.of(counted.contents()));
  }

  private void requireSpace(Path file, BackupWatch watch, BackupProblem problem) {
    Path folder = file.toAbsolutePath().resolveSibling("");
    long free = folder.toFile().getUsableSpace();
    switch (FreeSpace.forDump(free, sizeBytes())) {
      case ENOUGH -> {}
      case TIGHT -> watch.tight(free, sizeBytes());
      case HOPELESS -> throw problem.hopeless(folder, free, sizeBytes());
    }
  }

  @Override
  public RestoreVerdict prove(Path file, SourceFacts facts) {
    return proof.prove(file, name(), facts.contents());
  }
}
