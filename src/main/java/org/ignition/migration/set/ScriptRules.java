package org.ignition.migration.set;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.Script;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.sql.Directive;
import org.ignition.migration.sql.Position;
import org.ignition.migration.sql.SqlScript.Flaw;

/** T3, T4, T9, T10, R7 and S9: what is wrong with single files before any server sees them. */
final class ScriptRules {

  private ScriptRules() {}

  static List<Finding> check(MigrationSet set) {
    List<Finding> findings = new ArrayList<>();
    scripts(set).forEach(script -> script(script, findings));
    set.strays()
        .forEach(file ->
            findings.add(
                Finding.of(
                    Rule.S9,
                    file,
                    Position.START,
                    "Its name is none of the layout " + set.layout() + ", so it is not run",
                    "")));
    return findings;
  }

  private static Stream<Script> scripts(MigrationSet set) {
    return Stream.of(
            set.migrations().stream()
                .flatMap(m -> Stream.concat(Stream.of(m.up()), m.down().stream())),
            set.strayDowns().stream(),
            set.repeatables().stream())
        .flatMap(scripts -> scripts);
  }

  private static void script(Script script, List<Finding> findings) {
    script.sql().flaws().forEach(flaw -> findings.add(flaw(script, flaw)));
    for (Directive directive : script.sql().directives()) {
      if (directive instanceof Directive.Unreadable(Position at, String text, String why)) {
        String message = "The directive `" + text + "` is not understood. " + why;
        findings.add(Finding.of(Rule.R7, script.file(), at, message, ""));
      }
    }
  }

  private static Finding flaw(Script script, Flaw flaw) {
    return switch (flaw.kind()) {
      case OUTER_TRANSACTION ->
          of(
                  Rule.T3,
                  script,
                  flaw,
                  "The transaction around the whole file is left out: whoever runs it begins one",
                  "-- remove BEGIN and COMMIT")
              .weighing(Severity.WARNING);
      case TRANSACTION_CONTROL ->
          of(
              Rule.T3,
              script,
              flaw,
              "`" + flaw.text() + "` would end or split the transaction that the file is run in",
              "-- remove it, or split the file");
      case OPEN_TRANSACTION ->
          of(
              Rule.T4,
              script,
              flaw,
              "`" + flaw.text() + "` begins a transaction that nothing in the file ends",
              "-- remove it: whoever runs the file begins a transaction, and ends it");
      case META_COMMAND ->
          of(
              Rule.T9,
              script,
              flaw,
              "`" + flaw.text() + "` is a command of psql, which no server knows",
              "-- remove it, or write what it does as SQL");
      case UNTERMINATED ->
          of(Rule.T10, script, flaw, "What begins here never ends: `" + flaw.text() + "`", "");
      case NUL_CHARACTER ->
          of(Rule.T10, script, flaw, "The character U+0000, which PostgreSQL does not take", "");
    };
  }

  private static Finding of(Rule rule, Script script, Flaw flaw, String message, String fix) {
    return Finding.of(rule, script.file(), flaw.at(), message, fix);
  }
}
