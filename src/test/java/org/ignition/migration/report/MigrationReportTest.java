package org.ignition.migration.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ignition.image.Digest;
import org.ignition.migration.Assessment;
import org.ignition.migration.Classification;
import org.ignition.migration.DeploymentOrder;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.Reversibility;
import org.ignition.migration.Script;
import org.ignition.migration.Verdict;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.sql.Position;
import org.ignition.migration.sql.SqlScript;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.sql.Token;
import org.ignition.migration.trace.LockMode;
import org.ignition.migration.trace.Proof;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.Relation;
import org.ignition.migration.trace.ScriptRun;
import org.ignition.migration.trace.StatementTrace;
import org.junit.jupiter.api.Test;

class MigrationReportTest {

  private static final Relation USERS = new Relation(7, ObjectKind.TABLE, "public", "users");

  private final SqlStatement statement =
      new SqlStatement(
          "DELETE FROM users" + " -- 😀".repeat(200),
          0,
          new Position(4, 3),
          List.of(new Token(Token.Kind.WORD, "DELETE", 0)),
          List.of(),
          Optional.empty());
  private final Script up = script("1_a.sql");
  private final Script down = script("1_a.down.sql");
  private final Migration migration =
      new Migration(MigrationVersion.of("001"), "a", up, Optional.of(down));

  private Script script(String name) {
    return new Script(
        Path.of("db", name),
        new SqlScript(statement.text(), List.of(statement), List.of(), List.of()),
        true,
        Digest.of(name.getBytes(StandardCharsets.UTF_8)));
  }

  private StatementTrace trace(LockMode mode) {
    return new StatementTrace(
        statement,
        List.of(
            new StatementTrace.Lock(USERS, LockMode.ROW_EXCLUSIVE),
            new StatementTrace.Lock(USERS, mode)),
        List.of(new StatementTrace.Rewrite(USERS, StatementTrace.Rewrite.Cause.TYPE)),
        List.of(new StatementTrace.Scan(USERS, 2)),
        List.of("verifying table \"users\""),
        List.of(),
        SchemaDiff.NONE,
        Duration.ofNanos(1_999_999),
        Duration.ofMillis(5),
        9);
  }

  private RehearsedMigration rehearsed() {
    Proof proof = new Proof(Verdict.YES, Verdict.YES, Verdict.YES, Verdict.NO, Verdict.UNKNOWN);
    return new RehearsedMigration(
        migration,
        SchemaSnapshot.EMPTY,
        new ScriptRun.Ran(up, List.of(trace(LockMode.SHARE), trace(LockMode.EXCLUSIVE))),
        Optional.of(new ScriptRun.Ran(down, List.of(trace(LockMode.ACCESS_EXCLUSIVE)))),
        Optional.empty(),
        SchemaDiff.NONE,
        SchemaDiff.NONE,
        SchemaDiff.NONE,
        proof,
        new RehearsedMigration.RowsObserved(
            List.of("public.users"),
            List.of("public.empty"),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of("public.users.new")),
        true);
  }

  @Test
  void saysWhatTheRehearsalShowed() {
    Assessment assessed =
        new Assessment(
            Classification.TRANSFORM, DeploymentOrder.SPLIT, Verdict.NO, Reversibility.ORDER, true);
    MigrationReport report = MigrationReport.of(rehearsed(), assessed);
    assertEquals("001 a", report.label());
    assertEquals(Reversibility.ORDER, report.assessment().reversibility());
    assertEquals(List.of("public.users.new"), report.lossyObjects());
    assertEquals(List.of("public.empty"), report.emptyTables());
    assertEquals(up.checksum(), report.up().checksum());
    assertEquals(Optional.of(down.file()), report.down().map(MigrationReport.File::path));
    assertEquals(1, report.downStatements().size());
    assertEquals("EXCLUSIVE on public.users", Words.strongestLock(report));
    assertEquals("rewrites public.users; scans public.users", Words.rewriteOrScan(report));
    assertTrue(report.cloned());
  }

  @Test
  void keepsOfAStatementWhatAReaderNeeds() {
    StatementReport report = StatementReport.of(trace(LockMode.SHARE));
    assertEquals(4, report.line());
    assertEquals(3, report.column());
    assertEquals(Duration.ofMillis(1), report.took());
    assertTrue(report.text().length() <= StatementReport.LONGEST_TEXT);
    assertTrue(report.text().endsWith("…"));
    assertFalse(Character.isHighSurrogate(report.text().charAt(report.text().length() - 2)));
    assertEquals(LockMode.SHARE, report.strongestLock().orElseThrow().mode());
  }

  @Test
  void knowsNothingOfWhatWasNotRehearsed() {
    MigrationReport report = MigrationReport.notRehearsed(migration);
    assertEquals(Classification.UNKNOWN, report.assessment().classification());
    assertEquals(Reversibility.UNKNOWN, report.assessment().reversibility());
    assertEquals("none", Words.strongestLock(report));
  }
}
