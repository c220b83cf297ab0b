package org.ignition.migration.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.ignition.database.TargetDatabase;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.migration.flyway.session.FlywaySession;
import org.ignition.migration.history.MigrationRecorder;
import org.ignition.migration.history.PendingMigration;

/**
 * Applies migrations, in as many runs of Flyway as it takes. Flyway calls back for each script and
 * writes its row after that, which ends the transaction.
 */
final class UpRun {

  private final Commission commission;
  private final TargetDatabase database;
  private final ApplyListener listener;
  private final Blockage blockage;
  private final Failures failures;
  private final FlywayTable table;
  private final Deque<PendingMigration> left = new ArrayDeque<>();
  private Optional<Opened> opened = Optional.empty();
  private Optional<Attempt> attempt = Optional.empty();
  private boolean outdated;
  private int done;

  UpRun(Commission commission, Blockage blockage) {
    this.commission = commission;
    this.database = commission.database();
    this.listener = commission.listener();
    this.blockage = blockage;
    this.failures = new Failures(commission, blockage);
    this.table = commission.table();
  }

  /** What Flyway compared when it began may not hold any more. */
  private static final class Outdated extends RuntimeException {}

  /** A session of Flyway, and the same one as scripts run in it. */
  private record Opened(FlywaySession flyway, WorkSession scripts) {

    static Opened of(FlywaySession flyway, Commission commission) {
      return new Opened(
          flyway, WorkSession.of(commission, flyway.real(), Optional.of(flyway.memory())));
    }

    void close() {
      flyway.transaction().rollBack();
      try {
        flyway.real().close();
      } catch (SQLException e) {
        // The server ends it all the same.
      }
    }
  }

  /**
   * Applies {@code pending}, whose order is Flyway's too.
   *
   * @throws IgnitionException when not all were applied
   */
  void apply(List<PendingMigration> pending) {
    left.addAll(pending);
    int attempts = 1;
    while (!left.isEmpty()) {
      int before = left.size();
      Optional<Stopped> stopped = migrate();
      attempts = left.size() == before ? attempts : 1;
      if (stopped.isPresent()) {
        retryOrFail(stopped.get(), attempts);
        attempts++;
      }
    }
  }

  private void retryOrFail(Stopped stopped, int attempts) {
    if (!blockage.letsTryAgain(stopped, attempts)) {
      Attempt last = attempt.orElseThrow();
      throw failures.of(stopped, last.session(), last.sinceBegin(), attempts, done);
    }
  }

  /** One run of Flyway over what is left. */
  private Optional<Stopped> migrate() {
    attempt = Optional.empty();
    outdated = false;
    try {
      FlywayStart.of(
              TargetDataSource.of(this::open),
              database.facts().schema(),
              commission.actor(),
              resolved())
          .migrate();
    } catch (Stopped e) {
      return Optional.of(e);
    } catch (Outdated e) {
      return Optional.empty();
    } catch (FlywayException e) {
      return stopped(e);
    } catch (IgnitionException e) {
      throw Failures.after(done, e);
    } finally {
      close();
    }
    requireEnded();
    requireNoneLeft();
    return Optional.empty();
  }

  /** Flyway leaves a session open whose transaction failed, and in that its lock. */
  private void close() {
    opened.ifPresent(Opened::close);
    opened = Optional.empty();
  }

  private Connection open() throws SQLException {
    Connection session = database.connect("migrate");
    try {
      table.create(session);
      blockage.watch(session);
      Opened now = Opened.of(new FlywaySession(session, this::kept), commission);
      opened = Optional.of(now);
      return now.flyway().shown();
    } catch (SQLException | RuntimeException e) {
      try (session) {
        throw e;
      }
    }
  }

  private List<ResolvedScript> resolved() {
    return left.stream()
        .map(each ->
            new ResolvedScript(
                FlywayScript.of(each.migration(), each.recorded()),
                new ScriptExecutor(Work.up(each), this)))
        .toList();
  }

  /** Runs {@code work} in Flyway's session, and records it in a transaction that stays open. */
  void perform(Work work) {
    requireEnded();
    if (outdated) {
      throw new Outdated();
    }
    requireNext(work);
    CancelledException.throwIfInterrupted();
    Opened session = opened.orElseThrow();
    Attempt begun = Attempt.begins(work, session.scripts());
    attempt = Optional.of(begun);
    listener.begins(work.migration());
    try {
      attempt = Optional.of(begun.ended(run(work, session)));
    } catch (Stopped e) {
      attempt = Optional.of(begun.stopped(e));
      throw e;
    }
  }

  private Duration run(Work work, Opened session) {
    Connection connection = session.flyway().real();
    return new ScriptRunner(work, session.scripts(), connection, commission, blockage)
        .run(
            session.flyway().transaction(),
            time -> recorder(work, session).applied(connection, work.migration(), time));
  }

  /** Of what a script did to Flyway's table it is Flyway that has to tell. */
  private MigrationRecorder recorder(Work work, Opened session) {
    MigrationRecorder recorder = commission.recorder(work);
    return work.namesFlywaysTable()
        ? recorder
        : recorder.carrying(session.flyway().memory().passenger());
  }

  /** The last script is committed with all that is recorded of it. */
  private void kept() {
    Attempt last = attempt.orElseThrow();
    attempt = Optional.empty();
    last.session().kept();
    outdated = last.work().namesFlywaysTable();
    left.removeFirst();
    done++;
    listener.done(last.work().migration(), last.took().orElseThrow());
  }

  /** A row of Flyway's that nobody recognised would leave its migration uncommitted. */
  private void requireEnded() {
    if (attempt.isPresent()) {
      throw new IllegalStateException(attempt.get().work().label() + " was not recorded");
    }
  }

  /** Flyway passes over what its history holds for applied; what comes after that must wait. */
  private void requireNext(Work work) {
    if (!left.getFirst().recorded().equals(work.migration())) {
      throw passedOver();
    }
  }

  private void requireNoneLeft() {
    if (!left.isEmpty()) {
      throw Failures.after(done, passedOver());
    }
  }

  private IgnitionException passedOver() {
    return new RemoteException(
        Problem.of(
            ErrorCode.ENGINE_FAILED,
            "Flyway did not apply " + left.getFirst().recorded().label(),
            "Its history holds that version for applied, or for older than its baseline",
            "Look at the table `"
                + FlywayTable.NAME
                + "`; where it is right, run again, and its word is taken"));
  }

  /**
   * What stopped Flyway: a script, also where Flyway could not write down that it failed; or
   * something between a script and its row. After the last row it only gives its lock back, which a
   * script may have done before.
   */
  private Optional<Stopped> stopped(FlywayException e) {
    if (left.isEmpty()) {
      return Optional.empty();
    }
    Attempt last = attempt.orElseThrow(() -> Failures.after(done, outsideOfScripts(e)));
    return Optional.of(last.stopped().orElseGet(() -> unrecorded(last.work(), e)));
  }

  private static Stopped unrecorded(Work work, FlywayException e) {
    return Stopped.recording(
        work, Problems.sql(e).orElseGet(() -> FlywaySession.failure(Problems.words(e))));
  }

  private IgnitionException outsideOfScripts(FlywayException e) {
    if (e.getCause() instanceof InterruptedException) {
      return Problems.cancelledInTheQueue(e);
    }
    return Problems.flyway(database, e, "Nothing was under way" + Failures.others(done));
  }
}
