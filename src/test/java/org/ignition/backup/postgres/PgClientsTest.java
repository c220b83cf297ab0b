package org.ignition.backup.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which pg_dump is taken; programs of these names stand for several versions. */
class PgClientsTest {

  @TempDir Path base;

  private Path program(String folder, String name, String prints) throws IOException {
    Path program = Files.createDirectories(base.resolve(folder)).resolve(name);
    Files.writeString(program, "#!/bin/sh\nprintf '%s\\n' '" + prints + "'\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return base.resolve(folder);
  }

  private Path client(String folder, String version) throws IOException {
    return program(folder, "pg_dump", "pg_dump (PostgreSQL) " + version);
  }

  @Test
  void takesTheNewestAndOfEquallyNewOnesTheFirst() throws Exception {
    PgClients clients =
        PgClients.in(
            List.of(
                client("a", "15.18 (Debian 15.18-0+deb12u1)"),
                client("b", "18.1"),
                client("c", "18.6 (Debian 18.6-3)"),
                client("d", "9.6.24")));
    PgClient found = clients.fitFor(17);
    assertEquals(base.resolve("b/pg_dump"), found.program());
    assertEquals("18.1", found.version());
    assertEquals(18, found.major());
  }

  @Test
  void readsVersionsThatAreNotReleased() throws Exception {
    assertEquals("19devel", PgClients.in(List.of(client("a", "19devel"))).fitFor(18).version());
    assertEquals(19, PgClients.in(List.of(client("b", "19beta1"))).fitFor(18).major());
  }

  @Test
  void passesOverWhatIsNoClientAndTheWrapper() throws Exception {
    Path wrapper = program("share", "pg_wrapper", "pg_dump (PostgreSQL) 19.1");
    Path link = Files.createDirectories(base.resolve("bin"));
    Files.createSymbolicLink(link.resolve("pg_dump"), wrapper.resolve("pg_wrapper"));
    Path folder = Files.createDirectories(base.resolve("folder/pg_dump")).getParent();
    Path other = program("other", "pg_dump", "mysqldump 8.0");
    Path fails = base.resolve("nowhere");
    PgClients clients = PgClients.in(List.of(link, folder, other, fails, client("real", "17.5")));
    assertEquals("17.5", clients.fitFor(17).version());
  }

  @Test
  void refusesAnOlderOneAndSaysWhatToInstall() throws Exception {
    PgClients clients = PgClients.in(List.of(client("a", "15.18")));
    InputException refused = assertThrows(InputException.class, () -> clients.fitFor(17));
    assertEquals(ErrorCode.BACKUP_CLIENT_UNUSABLE, refused.code());
    assertEquals("pg_dump 15.18 is older than the server, PostgreSQL 17", refused.problem().what());
    assertTrue(refused.problem().advice().contains("apt-get install postgresql-client-17"));
  }

  @Test
  void saysWhatToInstallWhereThereIsNone() {
    InputException refused =
        assertThrows(InputException.class, () -> PgClients.in(List.of(base)).fitFor(17));
    assertEquals(ErrorCode.BACKUP_CLIENT_UNUSABLE, refused.code());
    assertTrue(refused.problem().advice().contains("apt-get install postgresql-client-17"));
  }

  @Test
  void takesTheOneThatIsNamedAndNoOther() throws Exception {
    Path old = client("old", "16.1").resolve("pg_dump");
    assertEquals("16.1", PgClients.at(old).fitFor(16).version());
    InputException refused = assertThrows(InputException.class, () -> PgClients.at(old).fitFor(17));
    assertTrue(
        refused.problem().why().contains("that PG_DUMP names"), refused.problem().toString());
    InputException absent =
        assertThrows(InputException.class, () -> PgClients.at(base.resolve("absent")).fitFor(17));
    assertTrue(
        absent.problem().advice().startsWith("Correct PG_DUMP"), absent.problem().toString());
  }

  @Test
  void findsWhatIsOnThePath() throws Exception {
    String path = ":relative:" + base.resolve("nowhere") + ":" + client("a", "4711.1");
    assertEquals("4711.1", PgClients.installed(path).fitFor(17).version());
  }
}
