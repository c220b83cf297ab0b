package org.ignition.backup.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.BackupFolder;
import org.ignition.backup.BackupWatch;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.testing.Sshd;
import org.ignition.testing.Tmpfs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A host that a program of its own tells something untrue. BusyBox's shell asks no such program, so
 * that this is true of Debian's only.
 */
class LyingHostIT {

  @TempDir Path folder;
  @TempDir Path work;
  private Sshd sshd;

  @BeforeEach
  void start() throws Exception {
    sshd = HostPrograms.DEBIAN.start();
  }

  @AfterEach
  void stop() {
    sshd.close();
  }

  private void assertLeavesNothing(ErrorCode code, byte[] bytes) throws Exception {
    Path file = Files.write(work.resolve("file"), bytes);
    try (HostStore store = HostPrograms.store(sshd, sshd.port(), folder.toString())) {
      IgnitionException failure =
          assertThrows(
              IgnitionException.class,
              () ->
                  store.put(
                      file,
                      BackupFixture.manifest(BackupFixture.name(0), BackupFixture.LABEL, bytes),
                      BackupWatch.NONE));
      assertEquals(code, failure.code(), failure::getMessage);
    }
    assertEquals(List.of(), new BackupFolder(folder).names());
  }

  @Test
  void clearsAwayWhatFilledTheDisk() throws Exception {
    sshd.program("df", "echo '/dev/x 99999999 1 99999999 1% /x'");
    try (Tmpfs _ = Tmpfs.mount(folder, "12m")) {
      assertLeavesNothing(ErrorCode.DISK_FULL, BackupFixture.bytes(24 << 20, 1));
    }
  }

  @Test
  void takesOthersWordForADigest() throws Exception {
    sshd.program("sha256sum", "echo nonsense");
    assertLeavesNothing(ErrorCode.BACKUP_ALTERED, new byte[] {1, 2, 3});
  }
}
