package org.ignition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.ignition.database.DatabaseUse;
import org.ignition.database.Patience;
import org.ignition.database.TargetDatabase;
import org.ignition.database.target.DatabaseLogin;
import org.ignition.database.target.DatabaseUrl;
import org.ignition.database.target.PostgresUrl;
import org.ignition.database.target.Route;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.ignition.flow.reach.SshAccess;
import org.ignition.flow.reach.TargetDatabases;
import org.ignition.ssh.KnownHosts;
import org.ignition.ssh.SshHost;
import org.ignition.ssh.SshKey;
import org.ignition.testing.ActionImage;
import org.ignition.testing.Containers;
import org.ignition.testing.ProgramFolder;
import org.ignition.testing.RawPostgres;
import org.ignition.testing.Sshd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A PostgreSQL in a container with the labels of Compose, in an internal network and without a
 * published port, behind a real sshd.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComposeServiceIT {

  private final String name = "ignition_" + Long.toUnsignedString(System.nanoTime(), 36);
  private Sshd sshd;
  private Path folder;

  @BeforeAll
  void start() throws Exception {
    Path docker = ActionImage.requireEngine();
    sshd = Sshd.start();
    sshd.program("docker", "exec " + docker + " \"$@\"");
    folder = RawPostgres.folder();
    RawPostgres.initialize(Path.of("target/postgres/17").toAbsolutePath(), folder);
    Files.writeString(
        folder.resolve("data/pg_hba.conf"), "host all all all trust\n", StandardOpenOption.APPEND);
    Containers.docker("network", "create", "--internal", name);
    Containers.docker(
        "run",
        "--detach",
        "--rm",
        "--name",
        name,
        "--network",
        name,
        "--user",
        "nobody:nogroup",
        "--label",
        "com.docker.compose.project=" + name,
        "--label",
        "com.docker.compose.project.working_dir=/opt/" + name,
        "--label",
        "com.docker.compose.service=db",
        "--label",
        "com.docker.compose.oneoff=False",
        "--volume",
        folder + ":" + folder,
        Containers.JAVA_BASE,
        folder.resolve("server/bin/postgres").toString(),
        "-D",
        folder.resolve("data").toString(),
        "-c",
        "listen_addresses=*",
        "-c",
        "unix_socket_directories=");
  }

  @AfterAll
  void stop() throws Exception {
    sshd.close();
    Containers.docker("rm", "--force", name);
    Containers.docker("network", "rm", name);
    ProgramFolder.remove(folder);
  }

  private TargetDatabase open(Route route, Patience patience) throws Exception {
    SshAccess access =
        new SshAccess(
            SshHost.parse(sshd.host()), SshKey.parse(sshd.key()), new KnownHosts(sshd.knownHost()));
    PostgresUrl url = (PostgresUrl) DatabaseUrl.parse("postgresql://db/postgres", false);
    return TargetDatabases.open(
        url,
        DatabaseLogin.of(RawPostgres.USER, ""),
        TargetDatabases.tunnel(url, route, () -> access),
        DatabaseUse.CHANGE,
        patience);
  }

  @Test
  void isReachedByFolderAndByName() throws Exception {
    for (String project : new String[] {"/opt/" + name, name}) {
      try (TargetDatabase database =
          open(new Route.ComposeService(project, "db"), Patience.usual())) {
        assertEquals(17, database.facts().majorVersion());
        assertTrue(database.name().startsWith("postgres at db:5432 through "), database::name);
      }
    }
  }

  @Test
  void isNotTakenForAnotherService() {
    RemoteException refused =
        assertThrows(
            RemoteException.class,
            () ->
                open(
                    new Route.ComposeService(name, "api"),
                    new Patience(Duration.ZERO, Duration.ZERO)));
    assertEquals(ErrorCode.SSH_FORWARD_REFUSED, refused.code());
  }
}
