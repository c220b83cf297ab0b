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
  private int done;

  UpRun(Commission commission, Blockage blockage) {
    this.commission = commission;
    this.database = commission.database();
    this.listener = commission.listener();
    this.blockage = blockage;
    this.failures = new Failures(commission, blockage);
    this.table = commission.table();
  }

  /** A session of Flyway, and the same one as scripts run in it. */
  private record Opened(FlywaySession flyway, WorkSession scripts) {

    static Opened of(FlywaySession flyway, Commission commission) {
      return new Opened(
          flyway, WorkSession.of(commission, flyway.real(), Optional.of(flyway.memory())));
    }
  }

  /** A script that was begun, and how long it took if it came to its end. */
  private record Attempt(Work work, WorkSession session, long began, Optional<Duration> took) {

    Attempt ended(Duration took) {
      return new Attempt(work, session, began, Optional.of(took));
    }

    Duration sinceBegin() {
      return Duration.ofNanos(System.nanoTime() - began);
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
    try {
      FlywayStart.of(
              TargetDataSource.of(this::open),
              database.facts().schema(),
              commission.actor(),
              resolved())
          .migrate();
    } catch (Stopped e) {
      return Optional.of(e);
    } catch (FlywayException e) {
      return Optional.of(stopped(e));
    } catch (IgnitionException e) {
      throw Failures.after(done, e);
    }
    requireNoneLeft();
    return Optional.empty();
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
      session.close();
      throw e;
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
    CancelledException.throwIfInterrupted();
    Opened session = opened.orElseThrow();
    Connection connection = session.flyway().real();
    Attempt begun = new Attempt(work, session.scripts(), System.nanoTime(), Optional.empty());
    attempt = Optional.of(begun);
    listener.begins(work.migration());
    Duration took =
        new ScriptRunner(work, session.scripts(), connection, commission, blockage)
            .run(
                session.flyway().transaction(),
                time -> commission.recorder(work).applied(connection, work.migration(), time));
    attempt = Optional.of(begun.ended(took));
  }

  /** The last script is committed with all that is recorded of it. */
  private void kept() {
    Attempt last = attempt.orElseThrow();
    attempt = Optional.empty();
    last.session().kept();
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

  /** Flyway wraps what scripts throw; without such a thing, what it did itself failed. */
  private Stopped stopped(FlywayException e) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof Stopped found) {
        return found;
      }
    }
    Optional<SQLException> why = Problems.sql(e);
    Optional<Work> ran = attempt.filter(each -> each.took().isPresent()).map(Attempt::work);
    if (ran.isPresent() && why.isPresent()) {
      return Stopped.recording(ran.get(), why.get());
    }
    String state =
        ran.map(work -> work.label() + " had run and may be committed, or not")
            .orElse("Nothing was under way");
    throw Failures.after(done, Problems.flyway(database, e, state + Failures.others(done)));
  }

  private void requireNoneLeft() {
    if (!left.isEmpty()) {
      IgnitionException failure =
          new RemoteException(
              Problem.of(
                  ErrorCode.ENGINE_FAILED,
                  "Flyway did not apply " + left.getFirst().recorded().label(),
                  "Its history holds that version for applied, or for older than its baseline",
                  "Look at the table `" + FlywayTable.NAME + "`"));
      throw Failures.after(done, failure);
    }
  }
}
