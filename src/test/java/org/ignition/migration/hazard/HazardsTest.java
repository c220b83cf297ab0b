package org.ignition.migration.hazard;

import static org.ignition.migration.trace.LockMode.ACCESS_EXCLUSIVE;
import static org.ignition.migration.trace.LockMode.SHARE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ignition.database.ServerError;
import org.ignition.migration.Assessment;
import org.ignition.migration.Classification;
import org.ignition.migration.DeploymentOrder;
import org.ignition.migration.Verdict;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.sql.Position;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.ScriptRun;
import org.ignition.migration.trace.StatementTrace.Rewrite.Cause;
import org.junit.jupiter.api.Test;

class HazardsTest {

  private static final SchemaObject INDEX =
      RehearsalFixture.object(
          ObjectKind.INDEX,
          "orders",
          "Note",
          9,
          0,
          Map.of(Attribute.DEFINITION, "USING btree (note)"));

  private static final SchemaObject EXTRA =
      RehearsalFixture.column("extra", 2, Map.of(Attribute.TYPE, "text"));

  private static List<Finding> findings(RehearsedMigration rehearsed) {
    return new Hazards(new Target(17, "UTC"))
        .of(rehearsed).stream().filter(each -> each.severity() != Severity.OFF).toList();
  }

  private static Assessment assess(RehearsedMigration rehearsed) {
    return Classifier.assess(rehearsed, new Hazards(new Target(17, "UTC")).of(rehearsed));
  }

  @Test
  void givesTheSafeFormWithTheStatementsOwnNames() {
    Finding finding =
        findings(
                RehearsalFixture.of("CREATE INDEX\n  \"Note\" ON orders (note);")
                    .statement(List.of(SHARE), true, new Difference.Appeared(INDEX))
                    .rehearsed())
            .getFirst();
    assertEquals(Rule.L1, finding.rule());
    assertEquals(new Position(2, 3), finding.at());
    assertTrue(
        finding
            .fix()
            .endsWith("CREATE INDEX CONCURRENTLY \"Note\" ON public.orders USING btree (note);"),
        finding.fix());
  }

  @Test
  void namesEachLockThatNoRuleSpeaksOf() {
    List<Finding> found =
        findings(
            RehearsalFixture.of("ALTER TABLE orders ADD COLUMN extra text;")
                .statement(List.of(ACCESS_EXCLUSIVE), false, new Difference.Appeared(EXTRA))
                .rehearsed());
    assertEquals(List.of(Rule.L14), found.stream().map(Finding::rule).toList());
    assertEquals(
        "ALTER TABLE: takes ACCESS EXCLUSIVE on public.orders", found.getFirst().message());
  }

  @Test
  void escapesControlCharactersOfNames() {
    SchemaObject hostile =
        RehearsalFixture.object(ObjectKind.INDEX, "orders", "a\n::error::b", 9, 0, Map.of());
    Finding finding =
        findings(
                RehearsalFixture.of("CREATE INDEX x ON orders (note);")
                    .statement(List.of(SHARE), true, new Difference.Appeared(hostile))
                    .rehearsed())
            .getFirst();
    assertTrue(finding.message().lines().count() == 1, finding.message());
  }

  @Test
  void saysNothingOfTablesThatTheFileMade() {
    SchemaObject table = RehearsalFixture.object(ObjectKind.TABLE, "", "tags", 5, 0, Map.of());
    SchemaObject index = RehearsalFixture.object(ObjectKind.INDEX, "tags", "i", 6, 0, Map.of());
    assertEquals(
        List.of(),
        findings(
            RehearsalFixture.of("CREATE TABLE tags (id bigint); CREATE INDEX i ON tags (id);")
                .statement(List.of(), false, new Difference.Appeared(table))
                .statement(List.of(), false, new Difference.Appeared(index))
                .rehearsed()));
  }

  @Test
  void knowsThatAConstantDefaultRewroteBefore11() {
    SchemaObject required =
        RehearsalFixture.column(
            "extra",
            2,
            Map.of(Attribute.TYPE, "integer", Attribute.NOT_NULL, "true", Attribute.DEFAULT, "0"));
    RehearsedMigration rehearsed =
        RehearsalFixture.of("ALTER TABLE orders ADD COLUMN extra int NOT NULL DEFAULT 0;")
            .rewriting(Cause.DEFAULT, new Difference.Appeared(required))
            .rehearsed();
    assertTrue(rules(10, rehearsed).contains(Rule.V6));
    assertFalse(rules(11, rehearsed).contains(Rule.V6));
  }

  @Test
  void knowsWhichVersionsCorruptIndexes() {
    RehearsedMigration rehearsed =
        RehearsalFixture.of("CREATE INDEX CONCURRENTLY \"Note\" ON orders (note);")
            .statement(List.of(), true, new Difference.Appeared(INDEX))
            .rehearsed();
    assertTrue(rules(14, rehearsed).contains(Rule.T6));
    assertFalse(rules(15, rehearsed).contains(Rule.T6));
  }

  @Test
  void findsWhatNoPolicyAsksForAndSomebodyMay() {
    assertEquals(
        List.of(Rule.N7),
        hygiene(
            "CREATE TYPE mood AS ENUM ('sad');",
            RehearsalFixture.object(ObjectKind.ENUM, "", "mood", 7, 0, Map.of())));
    assertEquals(
        List.of(Rule.N11),
        hygiene(
            "CREATE VIEW public.\"Notes\" AS SELECT 1;",
            RehearsalFixture.object(ObjectKind.VIEW, "", "Notes", 7, 0, Map.of())));
    assertEquals(
        List.of(), hygiene("CREATE TABLE public.flags (a bigint, b boolean);", flags(false)));
    assertEquals(
        List.of(Rule.N12),
        hygiene("CREATE TABLE public.flags (b boolean, a bigint, c boolean);", flags(true)));
  }

  private static SchemaObject[] flags(boolean padded) {
    String wide = "bigint";
    String narrow = "boolean";
    List<String> types = padded ? List.of(narrow, wide, narrow) : List.of(wide, narrow, narrow);
    return IntStream.rangeClosed(0, types.size())
        .mapToObj(i ->
            i == 0
                ? RehearsalFixture.object(ObjectKind.TABLE, "", "flags", 5, 0, Map.of())
                : RehearsalFixture.object(
                    ObjectKind.COLUMN,
                    "flags",
                    "c" + i,
                    5,
                    i,
                    Map.of(Attribute.TYPE, types.get(i - 1))))
        .toArray(SchemaObject[]::new);
  }

  private static List<Rule> hygiene(String sql, SchemaObject... made) {
    Difference[] appeared =
        Stream.of(made).map(Difference.Appeared::new).toArray(Difference[]::new);
    return rules(17, RehearsalFixture.of(sql).statement(List.of(), false, appeared).rehearsed());
  }

  private static List<Rule> rules(int major, RehearsedMigration rehearsed) {
    return new Hazards(new Target(major, "UTC")).of(rehearsed).stream().map(Finding::rule).toList();
  }

  @Test
  void namesRolesWhereAScriptFirstDoes() {
    RehearsalFixture first = RehearsalFixture.of("SELECT 1;\nGRANT SELECT ON orders TO reader;");
    RehearsalFixture second = RehearsalFixture.of("GRANT INSERT ON orders TO reader;");
    List<Finding> found =
        Hazards.ofMissingRoles(
            List.of(first.migration().up(), second.migration().up()), List.of("reader", "nobody"));
    assertEquals(List.of(Rule.R9), found.stream().map(Finding::rule).toList());
    assertEquals(new Position(2, 27), found.getFirst().at());
  }

  @Test
  void namesWhatTheServerRefused() {
    RehearsalFixture fixture = RehearsalFixture.of("SELEC 1;");
    SqlStatement statement = fixture.migration().up().sql().statements().getFirst();
    ServerError error =
        new ServerError(
            "42601", "syntax error at or near \"SELEC\"", 1, "", "", "", "", "", "", "");
    RehearsedMigration rehearsed =
        fixture.with(new ScriptRun.Failed(fixture.migration().up(), List.of(), statement, error));
    assertEquals(Rule.T10, findings(rehearsed).getFirst().rule());
    assertEquals(Classification.UNKNOWN, assess(rehearsed).classification());
    assertEquals(DeploymentOrder.UNKNOWN, assess(rehearsed).order());
    assertEquals(Verdict.UNKNOWN, assess(rehearsed).backwardCompatible());
  }

  @Test
  void expandsWithWhatIsOnlyNew() {
    Assessment assessment =
        assess(
            RehearsalFixture.of("ALTER TABLE orders ADD COLUMN extra text;")
                .statement(List.of(ACCESS_EXCLUSIVE), false, new Difference.Appeared(EXTRA))
                .rehearsed());
    assertEquals(Classification.ADDITIVE, assessment.classification());
    assertEquals(DeploymentOrder.EXPAND, assessment.order());
    assertEquals(Verdict.YES, assessment.backwardCompatible());
  }

  @Test
  void contractsWithWhatGoes() {
    Assessment assessment =
        assess(
            RehearsalFixture.of("ALTER TABLE orders DROP COLUMN note;")
                .statement(
                    List.of(ACCESS_EXCLUSIVE), false, new Difference.Gone(RehearsalFixture.note()))
                .rehearsed());
    assertEquals(Classification.DESTRUCTIVE, assessment.classification());
    assertEquals(DeploymentOrder.CONTRACT, assessment.order());
    assertEquals(Verdict.NO, assessment.backwardCompatible());
  }

  @Test
  void splitsWhatAddsAndDrops() {
    Assessment assessment =
        assess(
            RehearsalFixture.of("ALTER TABLE orders ADD COLUMN extra text, DROP COLUMN note;")
                .statement(
                    List.of(ACCESS_EXCLUSIVE),
                    false,
                    new Difference.Appeared(EXTRA),
                    new Difference.Gone(RehearsalFixture.note()))
                .rehearsed());
    assertEquals(DeploymentOrder.SPLIT, assessment.order());
  }

  @Test
  void transformsWhenItChangesRowsThatWereThere() {
    RehearsedMigration all =
        RehearsalFixture.of("UPDATE orders SET note = '' WHERE note IS NULL;")
            .statement(List.of(), true)
            .rehearsed();
    assertEquals(Classification.TRANSFORM, assess(all).classification());
    assertEquals(DeploymentOrder.EXPAND, assess(all).order());
  }

  @Test
  void blamesRowsOnlyForWhatRunsWithoutThem() {
    ServerError error = new ServerError("P0001", "never", 0, "", "", "", "", "", "", "");
    RehearsalFixture fixture = RehearsalFixture.of("DO $$BEGIN RAISE 'never'; END$$;");
    SqlStatement statement = fixture.migration().up().sql().statements().getFirst();
    ScriptRun failed = new ScriptRun.Failed(fixture.migration().up(), List.of(), statement, error);
    assertEquals(
        List.of(Rule.R1),
        findings(fixture.refused(error).with(failed)).stream().map(Finding::rule).toList());
    assertEquals(
        List.of(Rule.V5),
        findings(fixture.refused(error).rehearsed()).stream().map(Finding::rule).toList());
  }

  @Test
  void asksForNoWayBackWhereNoneIsDeclared() {
    String sql = "-- ignition: irreversible rows are gone\nSELEC 1;";
    assertTrue(RehearsalFixture.of(sql).migration().isDeclaredIrreversible());
    assertEquals(List.of(Rule.R4), secondUpFails("SELEC 1;"));
    assertEquals(List.of(), secondUpFails(sql));
  }

  private static List<Rule> secondUpFails(String sql) {
    RehearsedMigration up = RehearsalFixture.of(sql).rehearsed();
    SqlStatement statement = up.migration().up().sql().statements().getFirst();
    ServerError error = new ServerError("42601", "no", 0, "", "", "", "", "", "", "");
    ScriptRun again = new ScriptRun.Failed(up.migration().up(), List.of(), statement, error);
    return findings(
            new RehearsedMigration(
                up.migration(),
                up.before(),
                up.up(),
                up.down(),
                Optional.of(again),
                up.made(),
                up.residue(),
                up.drift(),
                up.proof(),
                up.rows(),
                false))
        .stream()
        .map(Finding::rule)
        .toList();
  }
}
