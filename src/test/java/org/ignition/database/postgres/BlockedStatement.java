package org.ignition.database.postgres;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

/** A statement that others keep waiting until this is closed, and that runs to its end then. */
final class BlockedStatement implements AutoCloseable {

  private final Release release;
  private final CompletableFuture<Boolean> execution = new CompletableFuture<>();

  /** Lets it through. */
  @FunctionalInterface
  interface Release {
    void run() throws SQLException;
  }

  BlockedStatement(Statement statement, String sql, Release release) {
    this.release = release;
    Thread.ofPlatform().start(() -> execute(statement, sql));
  }

  private void execute(Statement statement, String sql) {
    try {
      execution.complete(statement.execute(sql));
    } catch (SQLException e) {
      execution.completeExceptionally(e);
    }
  }

  @Override
  public void close() throws SQLException {
    release.run();
    execution.join();
  }
}
