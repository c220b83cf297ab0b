package org.ignition.backup.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.RestoreVerdict;
import org.ignition.backup.SourceFacts;
import org.ignition.database.postgres.EmbeddedPostgres;
import org.ignition.testing.Postgres;

/** Dumps each of the image's servers, proves and restores that, with the image's programs. */
final class DumpInImage {

  private static final PgClients CLIENTS = PgClients.installed("");

  private DumpInImage() {}

  /** Prints a line for each: its version, the client's major, what was proved and restored. */
  public static void main(String[] arguments) throws Exception {
    for (int major : EmbeddedPostgres.MAJOR_VERSIONS) {
      try (Shop shop = Shop.create(major)) {
        shop.run("CREATE TABLE \"örders\" AS SELECT generate_series(1, 1000) id");
        Path dump = Files.createTempFile("backup", ".dump");
        RestoreVerdict verdict = dump(shop, dump);
        shop.run("CREATE TABLE later (id int)", "DELETE FROM \"örders\"");
        new PostgresRestoreTarget(
                CLIENTS, shop.target(), shop.database(), Ownership.KEPT, Duration.ofSeconds(20))
            .restore(dump, BackupWatch.NONE);
        System.out.printf(
            "%d: pg_dump %d, %s, restored %s%n",
            major,
            CLIENTS.fitFor(major).major(),
            verdict,
            shop.ask("SELECT count(*) FROM \"örders\""));
      }
    }
  }

  private static RestoreVerdict dump(Shop shop, Path dump) {
    DumpProof proof =
        new DumpProof(
            CLIENTS,
            major -> EmbeddedPostgres.start(major, Postgres.folders(), new SecureRandom()));
    PostgresSource source = new PostgresSource(CLIENTS, shop.target(), shop.database(), proof);
    SourceFacts facts = source.writeTo(dump, BackupWatch.NONE);
    return source.prove(dump, facts);
  }
}
