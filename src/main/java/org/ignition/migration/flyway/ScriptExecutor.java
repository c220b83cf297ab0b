package org.ignition.migration.flyway;

import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.executor.Context;
import org.flywaydb.core.api.executor.MigrationExecutor;
import org.flywaydb.core.internal.jdbc.Results;

/** What Flyway calls to run a script. No record: Flyway compares, and scripts are long. */
final class ScriptExecutor implements MigrationExecutor {

  private final Work work;
  private final UpRun run;

  ScriptExecutor(Work work, UpRun run) {
    this.work = work;
    this.run = run;
  }

  /** Flyway keeps a row of a script that failed halfway, if it is told so by its own exception. */
  @Override
  public List<Results> execute(Context context) {
    try {
      run.perform(work);
      return List.of();
    } catch (Stopped e) {
      if (e.leavesNothing()) {
        throw e;
      }
      throw new FlywayException(e);
    }
  }

  /** Transactions are ours; otherwise Flyway would put all that is pending into one. */
  @Override
  public boolean canExecuteInTransaction() {
    return false;
  }

  @Override
  public boolean shouldExecute() {
    return true;
  }
}
