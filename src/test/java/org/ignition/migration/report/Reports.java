package org.ignition.migration.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ignition.image.CommitSha;
import org.ignition.image.Digest;
import org.ignition.migration.Assessment;
import org.ignition.migration.Classification;
import org.ignition.migration.DeploymentOrder;
import org.ignition.migration.Reversibility;
import org.ignition.migration.Verdict;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Judged.Allowed;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.sql.Position;
import org.ignition.migration.trace.LockMode;
import org.ignition.migration.trace.Proof;
import org.ignition.migration.trace.StatementTrace.Dropped;
import org.ignition.migration.trace.StatementTrace.Rewrite.Cause;

/** Reports to write, and where the whole texts of them are kept. */
final class Reports {

  static final Path FOLDER = Path.of("db/migrations");
  static final BaseVerdict BASE =
      new BaseVerdict.Compared(new CommitSha("0123456789abcdef0123456789abcdef01234567"));

  private static final Path GOLDEN =
      Path.of("src", "test", "resources", "golden", "migration-report");

  private Reports() {}

  /** The kept text of {@code name}; {@code -Dgolden.write=true} writes it anew. */
  static String golden(String name, String actual) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, actual);
    }
    return Files.readString(file);
  }

  /** Two rehearsed migrations of twelve, refused. */
  static CheckReport refused() {
    return report(
        BASE,
        List.of(index(), drop()),
        List.of(
            finding(Rule.B2, "0012_drop_phone.sql", 1, "column public.users.phone is dropped", ""),
            finding(
                Rule.L1,
                "0011_index_email.sql",
                3,
                "SHARE on public.users is held while the index is built",
                "CREATE INDEX CONCURRENTLY users_email_idx\n  ON public.users (email);"),
            finding(Rule.L2, "0011_index_email.down.sql", 1, "ACCESS EXCLUSIVE on public.users", "")
                .weighing(Severity.WARNING)),
        List.of(
            new Allowed(
                finding(Rule.L14, "0012_drop_phone.sql", 1, "ACCESS EXCLUSIVE, instant", ""),
                "reviewed by the database team")));
  }

  static CheckReport report(
      BaseVerdict base,
      List<MigrationReport> migrations,
      List<Finding> findings,
      List<Allowed> allowed) {
    return new CheckReport(
        FOLDER,
        "postgresql 17.5",
        Outcome.of(findings, base),
        base,
        12,
        migrations.size(),
        Duration.ofMillis(2413),
        List.of("reporting"),
        migrations,
        findings,
        allowed);
  }

  /** Nothing was new, nothing was found. */
  static CheckReport untouched() {
    return report(BASE, List.of(), List.of(), List.of());
  }

  /** Every text that comes from others is {@code text}. */
  static CheckReport hostile(String text) {
    MigrationReport migration =
        new MigrationReport(
            text,
            text,
            file("0001_x.sql"),
            Optional.of(file("0001_x.down.sql")),
            index().assessment(),
            Proof.NONE,
            List.of(text),
            true,
            List.of(text),
            List.of(
                new StatementReport(
                    1,
                    1,
                    text,
                    List.of(new StatementReport.Lock(text, LockMode.SHARE)),
                    List.of(new StatementReport.Rewrite(text, Cause.TYPE)),
                    List.of(new StatementReport.Scan(text, 2)),
                    List.of(new Dropped(text, text, false)),
                    List.of(text),
                    Duration.ofMillis(1),
                    Duration.ofMillis(2),
                    3)),
            List.of());
    Finding finding = finding(Rule.L1, "0001_x.sql", 1, text, text);
    return new CheckReport(
        FOLDER,
        text,
        Outcome.REFUSED,
        new BaseVerdict.Unknown(text, text),
        1,
        1,
        Duration.ZERO,
        List.of(text),
        List.of(migration),
        List.of(finding),
        List.of(new Allowed(finding, text)));
  }

  static Finding finding(Rule rule, String file, int line, String message, String fix) {
    return Finding.of(rule, FOLDER.resolve(file), new Position(line, 1), message, fix);
  }

  static MigrationReport index() {
    return migration("0011", "index_email", Verdict.YES, Classification.ADDITIVE);
  }

  private static MigrationReport drop() {
    Dropped view = new Dropped("view", "public.contacts", false);
    return new MigrationReport(
        "0012",
        "drop_phone",
        file("0012_drop_phone.sql"),
        Optional.empty(),
        new Assessment(
            Classification.DESTRUCTIVE,
            DeploymentOrder.CONTRACT,
            Verdict.NO,
            Reversibility.UNKNOWN,
            true),
        Proof.NONE,
        List.of("public.users.phone"),
        true,
        List.of("public.audit"),
        List.of(
            new StatementReport(
                1,
                1,
                "ALTER TABLE users DROP COLUMN phone CASCADE",
                List.of(new StatementReport.Lock("public.users", LockMode.ACCESS_EXCLUSIVE)),
                List.of(new StatementReport.Rewrite("public.users", Cause.UNSAID)),
                List.of(),
                List.of(new Dropped("table column", "public.users.phone", true), view),
                List.of("drop cascades to view contacts"),
                Duration.ofMillis(4),
                Duration.ZERO,
                0)),
        List.of());
  }

  static MigrationReport migration(
      String version, String name, Verdict compatible, Classification classification) {
    return new MigrationReport(
        version,
        name,
        file(version + "_" + name + ".sql"),
        Optional.of(file(version + "_" + name + ".down.sql")),
        new Assessment(
            classification, DeploymentOrder.EXPAND, compatible, Reversibility.EXACT, false),
        new Proof(Verdict.YES, Verdict.YES, Verdict.YES, Verdict.YES, Verdict.YES),
        List.of(),
        false,
        List.of(),
        List.of(
            new StatementReport(
                3,
                1,
                "CREATE INDEX users_email_idx\n  ON users (email)",
                List.of(new StatementReport.Lock("public.users", LockMode.SHARE)),
                List.of(),
                List.of(new StatementReport.Scan("public.users", 1)),
                List.of(),
                List.of("building index \"users_email_idx\" on table \"users\" serially"),
                Duration.ofMillis(12),
                Duration.ofMillis(3),
                0)),
        List.of());
  }

  private static MigrationReport.File file(String name) {
    return new MigrationReport.File(FOLDER.resolve(name), new Digest("sha256:" + "ab".repeat(32)));
  }
}
