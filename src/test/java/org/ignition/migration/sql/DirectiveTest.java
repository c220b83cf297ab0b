package org.ignition.migration.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.ignition.migration.sql.Directive.Allow;
import org.ignition.migration.sql.Directive.Irreversible;
import org.ignition.migration.sql.Directive.NoTransaction;
import org.ignition.migration.sql.Directive.Unreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectiveTest {

  private static List<Directive> directives(String sql) {
    return SqlSplitter.split(sql).directives();
  }

  @Test
  void allowsOneRuleOrSeveral() {
    assertEquals(
        List.of(
            new Allow(new Position(1, 1), "L1", "empty \"table\""),
            new Allow(new Position(1, 1), "V2", "empty \"table\"")),
        directives("-- ignition: allow L1,v2 reason=\"empty \"table\"\"\nSELECT 1"));
    assertEquals(2, directives("--ignition:allow L1, V2 reason = \"x\"").size());
  }

  @Test
  void declaresWhatTheWholeFileIs() {
    assertEquals(
        List.of(
            new NoTransaction(new Position(1, 1)),
            new Irreversible(new Position(2, 1), "the rows are gone")),
        directives("-- ignition: no-transaction\n-- IGNITION: irreversible the rows are gone\n"));
    assertEquals(
        List.of(new Irreversible(new Position(1, 1), "x y")),
        directives("-- ignition: irreversible reason=\"x y\""));
  }

  @Test
  void belongsToTheStatementItStandsBeforeInOrBehind() {
    SqlScript script =
        SqlSplitter.split(
            """
            -- ignition: allow L1 reason="before"
            SELECT 1; -- ignition: allow L2 reason="behind"
            SELECT
              -- ignition: allow L3 reason="within"
              2;
            -- ignition: allow L4 reason="next"

            SELECT 3;
            -- ignition: allow L5 reason="nobody"
            """);
    assertEquals(
        List.of("L1 L2", "L3", "L4"),
        script.statements().stream().map(DirectiveTest::rules).toList());
    assertEquals(5, script.directives().size());
  }

  private static String rules(SqlStatement statement) {
    return statement.directives().stream()
        .map(directive -> assertInstanceOf(Allow.class, directive).rule())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alow L1 reason=\"x\" | Did you mean `allow`?",
        "irreversable because | Did you mean `irreversible`?",
        "no-transactions | Did you mean `no-transaction`?",
        "notransaction | Did you mean `no-transaction`?",
        "whatever | It begins with one of: allow, irreversible, no-transaction",
        "allow L1 | Say which rules, and why: `allow L1 reason=\"the table is empty\"`",
        "allow L1 reason=\"\" | Say which rules, and why: `allow L1 reason=\"the table is empty\"`",
        "allow L1 reason=x | Say which rules, and why: `allow L1 reason=\"the table is empty\"`",
        "allow lock reason=\"x\" | \"LOCK\" is no rule; they are called like L1",
        "irreversible | Say why: `irreversible the rows are gone`",
        "no-transaction please | Nothing may follow `no-transaction`"
      })
  void saysWhatIsWrong(String body, String why) {
    assertEquals(
        List.of(new Unreadable(new Position(2, 3), body, why)),
        directives("\n  -- ignition: " + body + "\nSELECT 1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- ignition is great",
        "/* ignition: allow L1 */",
        "SELECT '-- ignition: x'",
        "-- see ignition: allow",
        "COPY t FROM stdin;\n-- ignition: x\n\\.\n"
      })
  void isNotAnyOtherText(String sql) {
    assertEquals(List.of(), directives(sql));
  }

  @Test
  void isNeverLong() {
    String sql = "-- ignition: allow L1" + " ".repeat(1 << 20) + "reason";
    Unreadable found = assertInstanceOf(Unreadable.class, directives(sql).getFirst());
    assertTrue(found.text().length() <= 1000);
  }
}
