package org.ignition.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ignition.failure.Problem;
import org.junit.jupiter.api.Test;

class BackupProblemTest {

  @Test
  void saysWhichBackupFailedAndHow() {
    Problem problem =
        new BackupProblem("shop at db:5432")
            .refused("pg_dump 18.0", 1, List.of("permission denied for table x"))
            .problem();
    assertEquals(
        "Backup of shop at db:5432 failed: pg_dump 18.0 ended with status 1", problem.what());
    assertTrue(problem.advice().contains("pg_read_all_data"), problem.advice());
  }
}
