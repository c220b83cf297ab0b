package org.ignition.migration.flyway;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.ignition.database.BlockerWatch;
import org.ignition.database.HeldLock;
import org.ignition.database.LockRequest;
import org.ignition.database.ServerError;
import org.ignition.database.TargetFacts;
import org.sqlite.JDBC;

/** A file of SQLite. */
final class SqliteTarget extends TestTarget {

  private final Path file;

  SqliteTarget(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public TargetFacts facts() {
    return new TargetFacts("SQLite", 3, "3", file.toString(), "", "main", 0);
  }

  @Override
  Connection open() {
    try {
      Properties properties = new Properties();
      properties.setProperty("foreign_keys", "true");
      return new JDBC().connect("jdbc:sqlite:" + file, properties);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public ServerError explain(SQLException failure) {
    return new ServerError(
        "HY000", String.valueOf(failure.getMessage()), 0, "", "", "", "", "", "", "");
  }

  @Override
  public HeldLock lock(LockRequest request) {
    return lock();
  }

  @Override
  HeldLock lock() {
    return new HeldLock() {
      @Override
      public void require() {}

      @Override
      public String proof() {
        return "";
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public BlockerWatch watch(Connection session) {
    return new BlockerWatch() {
      @Override
      public List<org.ignition.database.Blocker> seen() {
        return List.of();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}
}
