package org.ignition.backup.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ignition.backup.BackupWatch;
import org.ignition.database.BlockerWatch;
import org.ignition.database.TargetDatabase;
import org.ignition.failure.RemoteException;

/**
 * Replaces what a database holds with what an archive holds, in one transaction of {@code psql}.
 *
 * <p>Nothing but a {@code COMMIT} of ours ends that transaction well, and it is sent only when the
 * archive was read to its end and every statement of it has run: input that ends before, because a
 * program or this one died, undoes everything.
 *
 * @param archive what is restored
 * @param psql of the same installation as the archive's {@code pg_restore}
 * @param connection to the database, in libpq's words
 * @param database the same, for questions of ours
 * @param ownership whose the objects are then
 * @param lockTimeout how long to wait for others to leave a table
 * @param problem says what went wrong
 */
record RestoreRun(
    Archive archive,
    Path psql,
    Map<String, String> connection,
    TargetDatabase database,
    Ownership ownership,
    Duration lockTimeout,
    RestoreProblem problem) {

  private static final int TRANSACTION_TIMEOUT_SINCE = 17;
  private static final String DONE = "ignition: all statements ran";

  /**
   * Does it.
   *
   * @param kept what stays where it is
   */
  void run(KeptThings kept, BackupWatch watch) throws IOException, InterruptedException {
    ArchiveList all = archive.list();
    Set<String> made = archive.made(all);
    ArchiveList entries = all.without(kept, made);
    String prepared = ProgramInput.text("drop-all.sql") + privileges(all.privilegesOf(kept, made));
    try (Psql into = Psql.start(psql, connection);
        FedProgram sql = archive.sql(entries, options())) {
      int pid = begin(into, prepared);
      try (BlockerWatch blockers = database.watch(pid)) {
        ArchiveFeed feed =
            new ArchiveFeed(
                sql, into.input(), database.facts().majorVersion() >= TRANSACTION_TIMEOUT_SINCE);
        switch (carry(feed, into, watch)) {
          case WHOLE -> {}
          case CUT -> {
            stop(into, pid);
            throw ArchiveProblem.unreadable(archive.file(), sql.said());
          }
          case REFUSED -> throw refused(into, pid, blockers);
        }
        commit(into);
      } catch (InterruptedException e) {
        stop(into, pid);
        throw e;
      }
    }
  }

  private RemoteException refused(Psql into, int pid, BlockerWatch blockers)
      throws InterruptedException {
    PsqlError error = into.error();
    if (error.sqlState().isEmpty()) {
      stop(into, pid);
    }
    return problem.refused(error, blockers.seen());
  }

  private List<String> options() {
    return switch (ownership) {
      case KEPT -> List.of();
      case OURS -> List.of("--no-owner", "--no-privileges");
    };
  }

  /** Whatever it does at the server: others may wait for its locks. */
  private void stop(Psql into, int pid) {
    into.close();
    new ServerSession(database, pid).end();
  }

  /** The server's process of its session. */
  private int begin(Psql into, String prepared) throws IOException, InterruptedException {
    try {
      send(into, "SELECT pg_catalog.pg_backend_pid();\n");
      int pid = Integer.parseInt(into.row());
      send(
          into,
          """
          BEGIN;
          SET LOCAL search_path = pg_catalog;
          SET LOCAL client_min_messages = warning;
          SET LOCAL statement_timeout = 0;
          SET LOCAL lock_timeout = %d;
          """
                  .formatted(lockTimeout.toMillis())
              + prepared);
      return pid;
    } catch (IOException e) {
      throw problem.refused(into.error(), List.of());
    }
  }

  /**
   * What privileges of no object's own become: those of the backup, which its objects may need to
   * get their owners. Where its privileges are left out, those of the database are the right ones.
   */
  private String privileges(ArchiveList ofSchemas) throws IOException, InterruptedException {
    return switch (ownership) {
      case KEPT -> ProgramInput.text("reset-privileges.sql") + archive.privileges(ofSchemas);
      case OURS -> "";
    };
  }

  private static void send(Psql into, String sql) throws IOException {
    OutputStream input = into.input();
    input.write(sql.getBytes(StandardCharsets.UTF_8));
    input.flush();
  }

  /** Until every statement has run, or it is known that not all will. */
  private static ArchiveFeed.End carry(ArchiveFeed feed, Psql into, BackupWatch watch)
      throws InterruptedException {
    CompletableFuture<ArchiveFeed.End> carried = new CompletableFuture<>();
    Thread.ofVirtual().name("restore").start(() -> carry(feed, into, carried));
    Thread.ofVirtual().name("restored").start(() -> awaitDone(feed, into, carried));
    long began = System.nanoTime();
    while (true) {
      try {
        return carried.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        watch.written(feed.carried(), Duration.ofNanos(System.nanoTime() - began));
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  private static void carry(
      ArchiveFeed feed, Psql into, CompletableFuture<ArchiveFeed.End> carried) {
    try {
      ArchiveFeed.End end = feed.run();
      if (end == ArchiveFeed.End.WHOLE) {
        send(into, "\nSELECT '" + DONE + "';\n");
      } else {
        carried.complete(end);
      }
    } catch (IOException e) {
      carried.complete(ArchiveFeed.End.REFUSED);
    } catch (InterruptedException | RuntimeException e) {
      carried.completeExceptionally(e);
    }
  }

  /** Rows that the archive's own queries give are read, too, as they would fill the pipe. */
  private static void awaitDone(
      ArchiveFeed feed, Psql into, CompletableFuture<ArchiveFeed.End> carried) {
    try {
      do {
        into.rowsUntil(DONE);
      } while (!feed.isSent());
      carried.complete(ArchiveFeed.End.WHOLE);
    } catch (IOException e) {
      carried.complete(ArchiveFeed.End.REFUSED);
    }
  }

  /** Not to be interrupted: it is a moment, and afterwards one should know. */
  private void commit(Psql into) {
    boolean committed;
    try {
      send(into, "COMMIT;\n");
      committed = into.end();
    } catch (IOException e) {
      committed = false;
    }
    if (!committed) {
      throw problem.doubtful();
    }
  }
}
