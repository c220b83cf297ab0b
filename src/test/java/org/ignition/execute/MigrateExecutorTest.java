package org.ignition.execute;

import static org.ignition.testing.Migrations.ADDITIVE;
import static org.ignition.testing.Migrations.applied;
import static org.ignition.testing.Migrations.pending;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.ignition.backup.Backup;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupOrder;
import org.ignition.backup.BackupOrder.Proof;
import org.ignition.backup.Backups;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.PartialException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Digest;
import org.ignition.migration.history.AppliedMigration;
import org.ignition.migration.history.HistoryEvent;
import org.ignition.migration.history.PendingMigration;
import org.ignition.plan.MigrateStep;
import org.ignition.plan.Plan;
import org.ignition.testing.SilentListener;
import org.junit.jupiter.api.Test;

class MigrateExecutorTest {

  private static final Backup BACKUP_TAKEN =
      new Backup(
          BackupFixture.manifest(BackupFixture.name(0), BackupFixture.LABEL, new byte[2000]),
          List.of("/backups/backup_1.dump", "s3://shop/backup_1.dump"),
          Optional.of("postgis is not here"));
  private static final String SAVED = "backup_20260115_104500.dump " + Digest.of(new byte[2000]);
  private static final MigrateStep BACKUP = new MigrateStep.TakeBackup(true, Proof.RESTORE, "why");
  private static final MigrateStep APPLY =
      new MigrateStep.ApplyMigrations(
          List.of(pending(3, ADDITIVE), pending(4, ADDITIVE), pending(5, ADDITIVE)), "why");
  private static final MigrateStep CONFIRM =
      new MigrateStep.ConfirmVersion(OptionalLong.of(5), "why");

  private final MemorySchema schema = new MemorySchema();
  private final List<BackupOrder> orders = new ArrayList<>();
  private Function<BackupOrder, Backup> backups = order -> BACKUP_TAKEN;
  private MigrateExecutor executor = executor();

  private MigrateExecutor executor() {
    return new MigrateExecutor(schema, new FakeBackups(), new SilentListener(), Clock.systemUTC());
  }

  private final class FakeBackups implements Backups {
    @Override
    public Backup take(BackupOrder order) {
      orders.add(order);
      return backups.apply(order);
    }

    @Override
    public void requireUsable() {
      // They are.
    }
  }

  private void run(MigrateStep... steps) {
    executor.run(new Plan<>("migrate", List.of(steps), List.of()));
  }

  private static RemoteException failure() {
    return new RemoteException(Problem.of(ErrorCode.MIGRATION_FAILED, "0004 failed", "", ""));
  }

  @Test
  void appliesWhatThePlanHoldsOnTopOfTheBackup() {
    run(BACKUP, APPLY, CONFIRM);
    assertEquals(List.of("3 on " + SAVED, "4 on " + SAVED, "5 on " + SAVED), schema.done);
    assertEquals(3, executor.applied().size());
    assertEquals(
        "/backups/backup_1.dump, s3://shop/backup_1.dump, 2000 bytes, could not be proved: postgis"
            + " is not here",
        executor.journal().entries().getFirst().remark());
    assertEquals(List.of(new BackupOrder(BackupKind.PRE_MIGRATION, "why", Proof.RESTORE)), orders);
    assertEquals("3 applied in 0.03 s, up to 0005 step5", remark(1));
  }

  @Test
  void migratesNothingWithoutTheBackup() {
    backups =
        order -> {
          throw new RemoteException(Problem.of(ErrorCode.BACKUP_FAILED, "disk full", "", ""));
        };
    assertInstanceOf(RemoteException.class, assertThrows(RemoteException.class, this::all));
    assertEquals(List.of(), schema.done);
    assertFalse(executor.journal().hasVisibleEffects());
  }

  private void all() {
    run(BACKUP, APPLY, CONFIRM);
  }

  @Test
  void failsWholeWhereTheFirstFails() {
    schema.failsAt = 3;
    assertInstanceOf(RemoteException.class, assertThrows(IgnitionException.class, this::all));
    assertEquals("", remark(1));
  }

  @Test
  void failsPartiallyWhereSomeWereApplied() {
    schema.failsAt = 4;
    PartialException partial = assertThrows(PartialException.class, this::all);
    assertEquals(ErrorCode.MIGRATION_FAILED, partial.code());
    assertEquals("1 applied in 0.01 s, up to 0003 step3", remark(1));
    assertEquals(Journal.Outcome.NOT_BEGUN, executor.journal().entries().get(2).outcome());
  }

  @Test
  void undoesNewestFirst() {
    run(
        BACKUP,
        new MigrateStep.UndoMigration(applied(4, ADDITIVE), List.of("table t4"), "why"),
        new MigrateStep.UndoMigration(applied(3, ADDITIVE), List.of(), "why"));
    assertEquals(List.of("-4 on " + SAVED, "-3 on " + SAVED), schema.done);
    assertEquals("lost table t4", remark(1));
  }

  @Test
  void changesNothingThatIsDamaged() {
    schema.flaws = List.of("row 3 missing from index");
    RemoteException refused =
        assertThrows(
            RemoteException.class,
            () -> run(new MigrateStep.CheckIntegrity("why"), BACKUP, APPLY, CONFIRM));
    assertEquals(ErrorCode.DATABASE_UNSOUND, refused.code());
    assertEquals(List.of(), schema.done);
  }

  @Test
  void noticesThatTheApplicationWouldSeeSomethingElse() {
    schema.lies = true;
    PartialException partial = assertThrows(PartialException.class, this::all);
    assertEquals(ErrorCode.HISTORY_DISAGREES, partial.code());
  }

  private String remark(int entry) {
    return executor.journal().entries().get(entry).remark();
  }

  private static final class MemorySchema implements SchemaPort {
    private final List<String> done = new ArrayList<>();
    private long failsAt;
    private boolean lies;
    private List<String> flaws = List.of();

    @Override
    public void prepare(boolean view) {
      done.add("prepared");
    }

    @Override
    public void adopt(List<HistoryEvent> events) {
      done.add("adopted " + events.size());
    }

    @Override
    public void repair(HistoryEvent event) {
      done.add("repaired");
    }

    @Override
    public void apply(List<PendingMigration> pending, Optional<String> backup, Progress progress) {
      for (PendingMigration each : pending) {
        if (each.sequence() == failsAt) {
          throw failure();
        }
        done.add(each.sequence() + " on " + backup.orElse("nothing"));
        progress.applied(each, Duration.ofMillis(10));
      }
    }

    @Override
    public void undo(AppliedMigration applied, Optional<String> backup) {
      done.add(-applied.sequence() + " on " + backup.orElse("nothing"));
    }

    @Override
    public List<String> flaws() {
      return flaws;
    }

    @Override
    public OptionalLong version() {
      return OptionalLong.of(lies ? 4 : 5);
    }
  }
}
