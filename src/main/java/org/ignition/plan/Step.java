package org.ignition.plan;

/**
 * One thing that a plan does, with the reason why it is there. Each command has its own closed set,
 * so whoever executes or audits its plans covers every step or does not compile.
 */
public sealed interface Step permits BuildStep, InitStep, MigrateStep, BackupStep {

  /** What it does, in the imperative, one line. */
  String title();

  /** Why the plan holds it, one sentence. */
  String reason();

  /** Whether something is different afterwards, other than that later steps of a workflow know. */
  default boolean changes() {
    return true;
  }

  /** Whether others can see that it was done, so that a failure after it is a partial one. */
  default boolean visible() {
    return false;
  }
}
