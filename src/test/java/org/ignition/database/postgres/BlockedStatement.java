package org.ignition.database.postgres;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A statement that others keep waiting until this is closed, and that runs to its end then. */
final class BlockedStatement implements AutoCloseable {

  private final Release release;
  private final FutureTask<Boolean> execution;

  /** Lets it through. */
  @FunctionalInterface
  interface Release {
    void run() throws SQLException;
  }

  BlockedStatement(Statement statement, String sql, Release release) {
    this.release = release;
    this.execution = new FutureTask<>(() -> statement.execute(sql));
    Thread.ofPlatform().start(execution);
  }

  @Override
  public void close() throws SQLException {
    release.run();
    try {
      execution.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
