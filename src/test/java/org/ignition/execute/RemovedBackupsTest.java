package org.ignition.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ignition.backup.BackupFixture;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.PartialException;
import org.ignition.failure.RemoteException;
import org.ignition.plan.BackupStep;
import org.junit.jupiter.api.Test;

class RemovedBackupsTest extends BackupExecution {

  private BackupStep removal() {
    return new BackupStep.RemoveBackups(
        "folder",
        local.list().stream().map(each -> new BackupStep.Removal(each, "old")).toList(),
        "why");
  }

  @Test
  void removesWhatThePlanHolds() {
    run(WRITE, LOCAL);
    run(WRITE, LOCAL);
    run(removal());
    assertEquals(List.of(), local.remains());
    assertEquals(2, executor.removed().size());
  }

  @Test
  void removesManifestsWhoseBackupsNeverCame() {
    run(WRITE, LOCAL);
    local.loseBytes(BackupFixture.name(0));
    run(new BackupStep.RemoveManifests("folder", List.of(BackupFixture.name(0)), "why"));
    assertEquals(List.of(), local.remains());
    assertEquals(List.of(), executor.removed());
  }

  @Test
  void failsPartiallyWhereAPlaceKeepsSome() {
    run(WRITE, LOCAL);
    local.keep(BackupFixture.name(0));
    RemoteException whole = assertThrows(RemoteException.class, () -> run(removal()));
    assertEquals(ErrorCode.BACKUP_STORE_REFUSED, whole.code());
    run(WRITE, LOCAL);
    PartialException some = assertThrows(PartialException.class, () -> run(removal()));
    assertTrue(some.problem().why().contains("is locked"));
  }
}
