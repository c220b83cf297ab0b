package org.ignition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.ignition.testing.ActionImage;
import org.ignition.testing.Containers;
import org.junit.jupiter.api.Test;

/** The image's own clients, which have to know every server that there is. */
class ContainerBackupIT {

  @Test
  void dumpsAndRestoresEveryServerWithTheNewestClient() throws Exception {
    String said =
        Containers.docker(
            "run",
            "--rm",
            "--network",
            "none",
            "-v",
            Path.of("target/test-classes").toAbsolutePath() + ":/tests:ro",
            "--entrypoint",
            "/opt/ignition/java/bin/java",
            ActionImage.name(),
            "-cp",
            "/opt/ignition/ignition-release.jar:/tests",
            "org.ignition.backup.postgres.DumpInImage");
    assertEquals(
        List.of(
            "17: pg_dump 18, Equal[tables=1, rows=1000], restored 1000",
            "18: pg_dump 18, Equal[tables=1, rows=1000], restored 1000"),
        said.lines().toList());
  }
}
