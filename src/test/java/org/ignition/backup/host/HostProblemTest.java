package org.ignition.backup.host;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.ssh.RemoteEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostProblemTest {

  private static final HostProblem PROBLEM = new HostProblem("deploy@shop.example:/backups");
  private static final String HEADING =
      "Filesystem     1024-blocks     Used Available Capacity Mounted on\n";

  @ParameterizedTest
  @CsvSource({
    "1, 'cat: write error: No space left on device', DISK_FULL",
    "74, 'mkdir: cannot create directory: No space left on device', DISK_FULL",
    "1, 'cat: write error: Disk quota exceeded', DISK_FULL",
    "74, 'mkdir: /backups: Permission denied', FILE_UNWRITABLE",
    "1, 'cannot create x: Permission denied', FILE_UNWRITABLE",
    "1, 'cannot create x: Read-only file system', FILE_UNWRITABLE",
    "75, 'cd: /backups: Permission denied', BACKUP_STORE_REFUSED",
    "76, '', BACKUP_STORE_REFUSED",
    "127, 'sh: not found', BACKUP_STORE_REFUSED",
    "-1, '', BACKUP_STORE_REFUSED"
  })
  void saysWhatAHostRefuses(int status, String said, ErrorCode code) {
    IgnitionException refused = PROBLEM.of(new RemoteEnd(status, said));
    assertEquals(code, refused.code());
    assertTrue(refused.problem().what().contains("shop.example"), refused.problem()::what);
    assertFalse(refused.problem().advice().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dev/sda1         41152736 30000000   1000000      97% /\n",
        "/dev/my disk      41152736 30000000   1000000      97% /mnt/my backups\n",
        "overlay 41152736 30000000 1000000 97% /\n",
        "tmpfs 0 0 0 - /x\n"
      })
  void refusesWhatDoesNotFit(String line) {
    InputException full =
        assertThrows(
            InputException.class, () -> PROBLEM.requireRoom(HEADING + line, 2_000_000_000L));
    assertEquals(ErrorCode.DISK_FULL, full.code());
  }

  @Test
  void takesWhatFits() {
    assertDoesNotThrow(() ->
        PROBLEM.requireRoom(
            HEADING + "/dev/sda1 41152736 30000000 10000000 77% /\n", 2_000_000_000L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense\n", "df: /x: Function not implemented\n"})
  void takesRoomThatNobodyKnowsForEnough(String df) {
    assertDoesNotThrow(() -> PROBLEM.requireRoom(df, Long.MAX_VALUE / 2));
  }
}
