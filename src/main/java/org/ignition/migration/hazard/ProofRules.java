package org.ignition.migration.hazard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.database.ServerError;
import org.ignition.migration.Script;
import org.ignition.migration.Verdict;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.snapshot.Sentences;
import org.ignition.migration.sql.Position;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.sql.Token;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.RepeatedScript;
import org.ignition.migration.trace.ScriptRun;

/** What running up, down, up showed: R1–R6, R8, R10–R12, T1, T2, T10, V5. */
final class ProofRules {

  private ProofRules() {}

  static List<Finding> of(RehearsedMigration rehearsed) {
    List<Finding> found = new ArrayList<>();
    failure(rehearsed.up()).map(ProofRules::ofUp).ifPresent(found::add);
    rehearsed
        .down()
        .flatMap(ProofRules::failure)
        .map(failed -> failed(Rule.R2, failed, "The down"))
        .ifPresent(found::add);
    if (!rehearsed.migration().isDeclaredIrreversible()) {
      found.addAll(wayBack(rehearsed));
    }
    Stream.concat(rows(rehearsed), refused(rehearsed)).forEach(found::add);
    return found;
  }

  /** What a declaration that there is none answers. */
  private static List<Finding> wayBack(RehearsedMigration rehearsed) {
    Stream<Finding> again =
        rehearsed.secondUp().flatMap(ProofRules::failure).stream()
            .map(failed -> failed(Rule.R4, failed, "The second up"));
    return Stream.of(again, residue(rehearsed), left(rehearsed), drift(rehearsed))
        .flatMap(findings -> findings)
        .toList();
  }

  static Finding ofUp(ScriptRun.Failed failed) {
    return failed(Failures.rule(failed), failed, "The up");
  }

  private static Optional<ScriptRun.Failed> failure(ScriptRun run) {
    return run instanceof ScriptRun.Failed failed ? Optional.of(failed) : Optional.empty();
  }

  private static Finding failed(Rule rule, ScriptRun.Failed failed, String which) {
    return Finding.of(
        rule,
        failed.script().file(),
        failed.where(),
        which + " fails: " + Failures.text(failed.error()),
        Failures.advice(rule, failed));
  }

  /** What running a script twice showed that is to run whenever it changes. */
  static List<Finding> ofRepeated(RepeatedScript repeated) {
    Script script = repeated.first().script();
    List<Finding> found = new ArrayList<>();
    failure(repeated.first())
        .map(failed -> failed(Failures.rule(failed), failed, "The script"))
        .ifPresent(found::add);
    repeated
        .second()
        .flatMap(ProofRules::failure)
        .map(failed -> failed(Rule.R4, failed, "The second run"))
        .ifPresent(found::add);
    if (repeated.second().filter(ScriptRun.Ran.class::isInstance).isPresent()
        && !repeated.drift().isEmpty()) {
      found.add(ofFile(Rule.R4, script, said(repeated.drift(), Sentences.AFTER_SECOND_RUN)));
    }
    repeated.refused().map(error -> refused(Rule.V5, script, error)).ifPresent(found::add);
    return found;
  }

  private static Stream<Finding> residue(RehearsedMigration rehearsed) {
    Optional<Script> down = rehearsed.migration().down();
    if (down.isEmpty() || rehearsed.residue().isEmpty()) {
      return Stream.empty();
    }
    Rule rule = rehearsed.residue().isOrderOnly() ? Rule.R5 : Rule.R3;
    return Stream.of(ofFile(rule, down.get(), said(rehearsed.residue(), Sentences.AFTER_DOWN)));
  }

  /** A warning, as no version meets what nothing refers to. */
  private static Stream<Finding> left(RehearsedMigration rehearsed) {
    long left = rehearsed.rows().leftByDown();
    return rehearsed.migration().down().stream()
        .filter(_ -> left > 0)
        .map(down ->
            ofFile(Rule.R3, down, largeObjects(left) + " left after down")
                .weighing(Severity.WARNING));
  }

  private static String largeObjects(long count) {
    return count == 1 ? "1 large object is" : count + " large objects are";
  }

  private static Stream<Finding> drift(RehearsedMigration rehearsed) {
    boolean differs = rehearsed.proof().reupEqual() == Verdict.NO && !rehearsed.drift().isEmpty();
    return differs
        ? rehearsed.migration().down().stream()
            .map(down -> ofFile(Rule.R4, down, said(rehearsed.drift(), Sentences.AFTER_SECOND_UP)))
        : Stream.empty();
  }

  private static String said(SchemaDiff diff, Sentences when) {
    return Sentence.names(when.of(diff));
  }

  private static Stream<Finding> rows(RehearsedMigration rehearsed) {
    List<String> lost = rehearsed.rows().lostByDown();
    List<String> empty = rehearsed.rows().empty();
    Stream<Finding> losses =
        rehearsed.migration().down().stream()
            .filter(_ -> !lost.isEmpty())
            .map(down -> ofFile(Rule.R6, down, "the down loses rows of " + Sentence.names(lost)));
    Script up = rehearsed.migration().up();
    return empty.isEmpty()
        ? losses
        : Stream.concat(
            losses, Stream.of(ofFile(Rule.R10, up, "no rows in " + Sentence.names(empty))));
  }

  /** What runs without rows only. The rows were made up: real ones may do. */
  private static Stream<Finding> refused(RehearsedMigration rehearsed) {
    Stream<Finding> up =
        rehearsed.rows().refusedUp().stream()
            .filter(error -> !failsAlike(rehearsed.up(), error))
            .map(error -> refused(Rule.V5, rehearsed.migration().up(), error));
    Stream<Finding> down =
        rehearsed.down().stream()
            .flatMap(run ->
                rehearsed.rows().refusedDown().stream()
                    .filter(error -> !failsAlike(run, error))
                    .map(error -> refused(Rule.R2, run.script(), error)));
    return Stream.concat(up, down.map(finding -> finding.weighing(Severity.WARNING)));
  }

  /** Whether rows have no part in it. */
  private static boolean failsAlike(ScriptRun run, ServerError error) {
    return failure(run).filter(f -> f.error().sqlState().equals(error.sqlState())).isPresent();
  }

  private static Finding refused(Rule rule, Script script, ServerError error) {
    return Finding.of(
        rule,
        script.file(),
        culprit(script, error),
        "Fails on the rows that were made for it: " + Failures.text(error),
        "");
  }

  /**
   * Where the statement is that writes most of the names in the server's message: the last such, as
   * a constraint comes after what it binds.
   */
  private static Position culprit(Script script, ServerError error) {
    return script.sql().statements().stream()
        .filter(statement -> named(statement, error).findAny().isPresent())
        .reduce((one, later) -> count(later, error) >= count(one, error) ? later : one)
        .map(statement -> place(statement, error))
        .orElse(first(script));
  }

  private static Position place(SqlStatement statement, ServerError error) {
    return named(statement, error)
        .reduce((_, last) -> last)
        .map(token -> statement.positionOf(token.offset()))
        .orElse(statement.at());
  }

  private static long count(SqlStatement statement, ServerError error) {
    return named(statement, error).map(token -> SqlName.folded(token.text())).distinct().count();
  }

  private static Stream<Token> named(SqlStatement statement, ServerError error) {
    return statement.tokens().stream()
        .filter(Place::isName)
        .filter(token -> error.message().contains('"' + SqlName.folded(token.text()) + '"'));
  }

  private static Finding ofFile(Rule rule, Script script, String message) {
    return Finding.of(rule, script.file(), first(script), Sentence.line(message), "");
  }

  private static Position first(Script script) {
    return script.sql().statements().stream()
        .map(SqlStatement::at)
        .findFirst()
        .orElse(Position.START);
  }
}
