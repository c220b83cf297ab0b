package org.ignition.migration.rule;

import java.nio.file.Path;
import org.ignition.migration.sql.Position;

/**
 * One thing that a rule found.
 *
 * @param rule which
 * @param severity how much it weighs here
 * @param file relative to the workspace
 * @param at where in it
 * @param message what was observed, one sentence
 * @param fix the safe form as SQL that can be pasted; empty when there is none
 */
public record Finding(
    Rule rule, Severity severity, Path file, Position at, String message, String fix) {

  /** A finding that weighs what its rule says. */
  public static Finding of(Rule rule, Path file, Position at, String message, String fix) {
    return new Finding(rule, rule.severity(), file, at, message, fix);
  }

  /** The same with another weight. */
  public Finding weighing(Severity other) {
    return new Finding(rule, other, file, at, message, fix);
  }
}
