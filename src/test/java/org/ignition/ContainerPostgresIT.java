package org.ignition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.ignition.testing.ActionImage;
import org.ignition.testing.Containers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image's servers, as root in a container without privileges, with a Docker socket in it. */
class ContainerPostgresIT {

  @Test
  void startsServersThatReachNothing(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r-----"));
    String said =
        Containers.docker(
            "run",
            "--rm",
            "--network",
            "none",
            "-v",
            "/var/run/docker.sock:/var/run/docker.sock",
            "-v",
            secret + ":/secret:ro",
            "-v",
            Path.of("target/test-classes").toAbsolutePath() + ":/tests:ro",
            "-e",
            "INPUT_COMMAND=s3cret", // A name that every shell passes on, unlike those with hyphens.
            "-e",
            "GITHUB_TOKEN=s3cret",
            "--entrypoint",
            "/opt/ignition/java/bin/java",
            ActionImage.name(),
            "-cp",
            "/opt/ignition/ignition-release.jar:/tests",
            "org.ignition.database.postgres.BrokenOutServer");
    assertEquals(List.of("17: nobody nogroup", "18: nobody nogroup"), said.lines().toList());
  }
}
