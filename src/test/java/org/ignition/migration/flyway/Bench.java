package org.ignition.migration.flyway;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.ignition.database.Blocker;
import org.ignition.database.HeldLock;
import org.ignition.migration.history.AppliedMigration;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.migration.history.PendingMigration;

/** An engine at work on a database, and what it told. */
final class Bench implements ApplyListener {

  static final ApplySettings QUICK =
      new ApplySettings(
          Duration.ofMillis(200),
          Duration.ofMillis(400),
          3,
          Duration.ofMillis(20),
          Duration.ofMillis(50),
          ZoneId.of("Asia/Kathmandu"));

  final List<String> told = new ArrayList<>();
  final List<Duration> pauses = new ArrayList<>();
  final TestTarget target;
  final TestRecorder recorder;
  ApplySettings settings = QUICK;
  Runnable onWait = () -> {};

  Bench(TestTarget target) {
    this.target = target;
    this.recorder = TestRecorder.in(target);
  }

  private Patience patience() {
    return new Patience(
        settings,
        () -> 1,
        pause -> {
          pauses.add(pause);
          onWait.run();
          Thread.sleep(pause);
        });
  }

  void apply(List<PendingMigration> pending) {
    try (HeldLock lock = target.lock()) {
      apply(pending, lock);
    }
  }

  void apply(List<PendingMigration> pending, HeldLock lock) {
    new FlywayEngine(target, patience()).apply(pending, "octocat", recorder, lock, this);
  }

  void undo(List<AppliedMigration> migrations) {
    try (HeldLock lock = target.lock()) {
      undo(migrations, lock);
    }
  }

  void undo(List<AppliedMigration> migrations, HeldLock lock) {
    new Undoer(target, patience()).undo(migrations, "octocat", recorder, lock, this);
  }

  @Override
  public void begins(MigrationRecord migration) {
    told.add("begins " + migration.version());
  }

  @Override
  public void done(MigrationRecord migration, Duration took) {
    told.add("done " + migration.version());
  }

  @Override
  public void waits(
      MigrationRecord migration, List<Blocker> blockers, int attempt, Duration pause) {
    told.add("waits " + migration.version() + " after " + attempt + " for " + blockers.size());
  }
}
