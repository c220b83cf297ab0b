package org.ignition.backup.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ignition.backup.BackupContents;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.RestoreVerdict;
import org.ignition.backup.SourceFacts;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which dumps count, and what is said of those that don't. */
class DumpProofIT {

  /** As many rows as the largest table of a shop has, so that no single one is nearly all. */
  private static final String MORE =
      "CREATE TABLE more AS SELECT i, repeat('more', i % 50) FROM generate_series(1, 20000) i";

  @TempDir Path folder;

  private final DumpProof proof = Shop.proof();

  private Path file() {
    return folder.resolve("dump");
  }

  private BackupContents dump(Shop shop) throws Exception {
    SourceFacts facts = shop.source().writeTo(Files.createFile(file()), BackupWatch.NONE);
    return facts.contents().orElseThrow();
  }

  private RestoreVerdict prove(Path file, BackupContents expected) {
    return proof.prove(file, "shop", Optional.of(expected));
  }

  /** The file with {@code text} instead of {@code old}, which is as long. */
  private Path altered(String old, String text) throws IOException {
    String all = Files.readString(file(), StandardCharsets.ISO_8859_1);
    assertTrue(all.contains(old));
    assertEquals(old.length(), text.length());
    return Files.writeString(
        folder.resolve("altered"), all.replace(old, text), StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void findsThatARestoredDumpHoldsTheSame(int major) throws Exception {
    try (Shop shop = Shop.create(major)) {
      shop.fill();
      shop.goOn();
      if (major == 18) {
        shop.run(MORE);
      }
      shop.run("CREATE POLICY theirs ON users FOR SELECT TO pg_monitor, CURRENT_USER USING (true)");
      shop.admin(
          "CREATE FUNCTION public.note() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'");
      shop.admin("CREATE EVENT TRIGGER note ON ddl_command_end EXECUTE FUNCTION public.note()");
      shop.admin("GRANT pg_read_all_data TO " + shop.name());
      BackupContents contents = dump(shop);
      RestoreVerdict.Equal equal =
          assertInstanceOf(RestoreVerdict.Equal.class, prove(file(), contents));
      assertEquals(contents.rows().size(), equal.tables());
      assertEquals(
          contents.rows().values().stream().mapToLong(Long::longValue).sum(), equal.rows());
      assertTrue(proof.list(file()) > 20);
    }
  }

  /** What {@code CONCURRENTLY} leaves behind when it fails, {@code pg_dump} does not write down. */
  @Test
  void missesNoIndexThatIsNotValid() throws Exception {
    try (Shop shop = Shop.create(18)) {
      shop.run("CREATE TABLE users (id int)", "INSERT INTO users VALUES (1), (1)");
      assertThrows(
          SQLException.class,
          () -> shop.run("CREATE UNIQUE INDEX CONCURRENTLY users_id ON users (id)"));
      BackupContents contents = dump(shop);
      assertInstanceOf(RestoreVerdict.Equal.class, prove(file(), contents));
    }
  }

  @Test
  void namesWhatDiffers() throws Exception {
    try (Shop shop = Shop.create(18)) {
      shop.run("CREATE TABLE users (id int PRIMARY KEY)", "INSERT INTO users VALUES (1)");
      BackupContents contents = dump(shop);
      SortedMap<String, Long> rows = new TreeMap<>(contents.rows());
      rows.put("public.users", 2L);
      SortedMap<String, BackupContents.ObjectDigest> schema = new TreeMap<>(contents.schema());
      schema.put("index public.users_email_idx", new BackupContents.ObjectDigest("a", "b"));
      assertEquals(
          new RestoreVerdict.Different(
              List.of(
                  "index public.users_email_idx is missing",
                  "table public.users holds 1 row, 2 were backed up")),
          prove(file(), new BackupContents(18, schema, rows)));
      assertInstanceOf(
          RestoreVerdict.Undecided.class, proof.prove(file(), "shop", Optional.empty()));
    }
  }

  @Test
  void doesNotDecideWithoutAnExtensionAndNamesIt() throws Exception {
    try (Shop shop = Shop.create(18)) {
      shop.run("CREATE EXTENSION citext", "CREATE TABLE users (email citext)");
      BackupContents contents = dump(shop);
      assertEquals(
          new RestoreVerdict.Undecided("the server here lacks the extension nosuch"),
          prove(altered("citext", "nosuch"), contents));
    }
  }

  @Test
  void doesNotDecideWhereNoServerRuns() throws Exception {
    try (Shop shop = Shop.create(18)) {
      BackupContents contents = dump(shop);
      DumpProof without =
          new DumpProof(
              Shop.clients(),
              _ -> {
                throw new InputException(
                    Problem.of(ErrorCode.INPUT_MISSING, "no server can run here", "", ""));
              });
      assertEquals(
          new RestoreVerdict.Undecided("no server can run here"),
          without.prove(file(), "shop", Optional.of(contents)));
    }
  }

  /** One table that is nearly all of it is loaded in one transaction, several by two jobs. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void refusesDumpsThatAreCut(boolean even) throws Exception {
    try (Shop shop = Shop.create(18)) {
      shop.fill();
      if (even) {
        shop.run(MORE);
      }
      BackupContents contents = dump(shop);
      byte[] bytes = Files.readAllBytes(file());
      for (int cut : new int[] {0, 4, 3000, bytes.length / 2, bytes.length - 1}) {
        Path part = Files.write(folder.resolve("part"), Arrays.copyOf(bytes, cut));
        RemoteException failed =
            assertThrows(RemoteException.class, () -> prove(part, contents), "" + cut);
        assertEquals(ErrorCode.BACKUP_ALTERED, failed.code(), failed.problem().toString());
      }
    }
  }

  @Test
  void refusesWhatIsNoDump() throws Exception {
    for (String content : new String[] {"", "-- PostgreSQL database dump", "SQLite format 3"}) {
      Path file = Files.writeString(folder.resolve("file"), content);
      assertEquals(
          ErrorCode.BACKUP_ALTERED,
          assertThrows(RemoteException.class, () -> proof.list(file)).code());
    }
  }

  @Test
  void findsThatTheServerRefusesWhatWasAltered() throws Exception {
    try (Shop shop = Shop.create(18)) {
      shop.run("CREATE TABLE users (name text)");
      BackupContents contents = dump(shop);
      assertInstanceOf(
          RestoreVerdict.Different.class, prove(altered("name text", "name next"), contents));
    }
  }

  @Test
  void letsNoDumpRunAProgram() throws Exception {
    Path proofOfBreach = Path.of("/tmp/breach-" + ProcessHandle.current().pid());
    String columns = "x".repeat(40);
    try (Shop shop = Shop.create(18)) {
      shop.run("CREATE TABLE users (" + columns + " int)", "INSERT INTO users VALUES (1)");
      BackupContents contents = dump(shop);
      String copy = "COPY public.users (" + columns + ") FROM stdin;";
      String program = "COPY public.users FROM PROGRAM 'touch " + proofOfBreach + "';";
      Path altered = altered(copy, program + " ".repeat(copy.length() - program.length()));
      RestoreVerdict.Undecided refused =
          assertInstanceOf(RestoreVerdict.Undecided.class, prove(altered, contents));
      assertTrue(refused.why().contains("permission denied"), refused.why());
      assertFalse(Files.exists(proofOfBreach));
    }
  }

  @Test
  void runsNoFunctionOfADumpAsASuperuser() throws Exception {
    try (Shop shop = Shop.create(18)) {
      shop.run(
          "CREATE FUNCTION harmless(i int) RETURNS boolean LANGUAGE plpgsql AS"
              + " 'BEGIN RETURN NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user); END'",
          "CREATE TABLE users (id int CHECK (public.harmless(id)))",
          "INSERT INTO users VALUES (1)");
      BackupContents contents = dump(shop);
      assertInstanceOf(RestoreVerdict.Equal.class, prove(file(), contents));
    }
  }
}
