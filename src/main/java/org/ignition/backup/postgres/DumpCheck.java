package org.ignition.backup.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ignition.backup.BackupProblem;

/**
 * Whether a file is an archive that can be restored: it begins as one, and its list of contents can
 * be read.
 *
 * @param client whose {@code pg_restore} reads it; where there is none, the beginning must do
 * @param problem says what is wrong
 */
record DumpCheck(PgClient client, BackupProblem problem) {

  void check(Path file) throws IOException, InterruptedException {
    if (!Archive.begins(file)) {
      throw problem.unsound("It is not an archive of pg_dump");
    }
    if (client.restore().isPresent()) {
      list(client.restore().get(), file);
    }
  }

  private void list(Path restore, Path file) throws IOException, InterruptedException {
    List<String> command = List.of(restore.toString(), "--list", file.toString());
    try (AttendedProgram program = AttendedProgram.start(file, command, PgClient.ENVIRONMENT)) {
      int status = program.end();
      if (status != 0) {
        throw problem.refused("pg_restore --list", status, program.said());
      }
    }
  }
}
