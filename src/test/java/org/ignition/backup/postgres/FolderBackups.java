package org.ignition.backup.postgres;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.ignition.backup.Backup;
import org.ignition.backup.BackupFolder;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupOrder;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.age.Recipients;
import org.ignition.backup.local.FolderStore;
import org.ignition.backup.local.Staging;
import org.ignition.backup.transit.BackupTaker;
import org.ignition.backup.transit.Origin;
import org.ignition.database.DatabaseUse;
import org.ignition.database.Patience;
import org.ignition.database.TargetDatabase;
import org.ignition.database.postgres.EmbeddedPostgres;
import org.ignition.database.postgres.PostgresTarget;
import org.ignition.database.target.DatabaseLogin;
import org.ignition.database.target.DatabaseUrl;
import org.ignition.database.target.PostgresUrl;
import org.ignition.testing.Postgres;
import org.ignition.testing.RealTool;

/**
 * Backups of a database in a folder, taken as the program takes them.
 *
 * @param clients where pg_dump is
 * @param target what it is told
 * @param password that opens the database for sessions of ours
 */
record FolderBackups(
    PgClients clients,
    DumpTarget target,
    String password,
    Path folder,
    Clock clock,
    BackupWatch watch) {

  /** When they are taken. */
  static final Instant NOON = Instant.parse("2026-01-15T12:00:00.900Z");

  private static final Clock AT_NOON = Clock.fixed(NOON, ZoneOffset.ofHours(5));

  static FolderBackups of(DumpedDatabase database, Path folder) {
    return of(database, database.target(), folder);
  }

  /** With a target that says something else of the database than what is so. */
  static FolderBackups of(DumpedDatabase database, DumpTarget target, Path folder) {
    PgClients clients = PgClients.at(RealTool.require("pg_dump"));
    return new FolderBackups(
        clients, target, database.password(), folder, AT_NOON, BackupWatch.NONE);
  }

  FolderBackups with(BackupWatch other) {
    return new FolderBackups(clients, target, password, folder, clock, other);
  }

  /** All that is in {@code folder} but manifests. */
  static List<String> names(Path folder) throws IOException {
    return new BackupFolder(folder)
        .names().stream()
            .filter(name -> !name.equals(".gitignore") && !name.endsWith(".json"))
            .toList();
  }

  Backup take(String reason) {
    try (TargetDatabase database = open()) {
      return taker(database)
          .take(new BackupOrder(BackupKind.PRE_MIGRATION, reason, BackupOrder.Proof.LIST));
    }
  }

  void requireUsable() {
    try (TargetDatabase database = open()) {
      taker(database).requireUsable();
    }
  }

  private TargetDatabase open() {
    String name = URLEncoder.encode(target.database(), StandardCharsets.UTF_8);
    PostgresUrl url =
        (PostgresUrl)
            DatabaseUrl.parse(
                "postgresql://127.0.0.1:%d/%s?sslmode=disable"
                    .formatted(target.port(), name.replace("+", "%20")),
                false);
    return PostgresTarget.open(
        url,
        url.login(DatabaseLogin.of(target.user(), password)),
        DatabaseUse.READ,
        Patience.usual());
  }

  private BackupTaker taker(TargetDatabase database) {
    DumpProof proof =
        new DumpProof(
            clients,
            major -> EmbeddedPostgres.start(major, Postgres.folders(), new SecureRandom()));
    return new BackupTaker(
        new BackupTaker.Means(
            new PostgresSource(clients, target, database, proof),
            new Staging(folder),
            Recipients.NONE,
            new Origin("", "", BackupManifest.By.UNKNOWN, "1.0.0"),
            clock,
            watch),
        List.of(new FolderStore(folder)));
  }

  /** Where a backup is. */
  Path path(Backup backup) {
    return folder.resolve(backup.name().toString());
  }
}
