package org.ignition;

import org.ignition.action.RunnerEnvironment;
import org.ignition.command.Command;
import org.ignition.report.Conclusion;

/** `check-migrations`: what each new migration does to a live database. */
final class CheckMigrationsFlow implements Flow {

  CheckMigrationsFlow(
      Command.CheckMigrations command,
      Surface surface,
      Surroundings surroundings,
      RunnerEnvironment runner) {}

  @Override
  public Conclusion run() {
    throw new UnsupportedOperationException();
  }
}
