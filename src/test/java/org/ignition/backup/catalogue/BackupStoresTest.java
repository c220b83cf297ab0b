package org.ignition.backup.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.StoreProblem;
import org.ignition.backup.StoredBackup;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.junit.jupiter.api.Test;

class BackupStoresTest {

  private final IgnitionException gone =
      new RemoteException(Problem.of(ErrorCode.SSH_UNREACHABLE, "It is gone", "", ""));
  private final ListedStore broken =
      new ListedStore(
          "host",
          () -> {
            throw gone;
          });
  private static final ListedStore BUCKET =
      ListedStore.of(
          "bucket", List.of(new StoredBackup(BackupFixture.name(0), 1, Optional.empty(), "place")));

  @Test
  void readsTheOthersWhenOneIsGone() {
    BackupCatalogue catalogue = new BackupStores(List.of(broken, BUCKET)).catalogue();
    assertEquals(1, catalogue.backups().size());
    assertEquals(List.of("bucket"), catalogue.places());
    assertEquals(List.of(new Unread("host", gone)), catalogue.unread());
  }

  @Test
  void failsWhenAllAreGone() {
    BackupStores stores = new BackupStores(List.of(broken, broken));
    assertSame(gone, assertThrows(RemoteException.class, stores::catalogue));
  }

  @Test
  void hasNothingWhereNothingIsKept() {
    assertEquals(List.of(), new BackupStores(List.of()).catalogue().backups());
  }

  @Test
  void endsWhenItIsCancelled() {
    ListedStore cancelled =
        new ListedStore(
            "host",
            () -> {
              throw new StoreProblem("host").cancelled(new InterruptedException());
            });
    BackupStores stores = new BackupStores(List.of(cancelled, BUCKET));
    assertThrows(CancelledException.class, stores::catalogue);
    Thread.currentThread().interrupt();
    try {
      assertThrows(CancelledException.class, new BackupStores(List.of(BUCKET))::catalogue);
    } finally {
      Thread.interrupted();
    }
  }
}
