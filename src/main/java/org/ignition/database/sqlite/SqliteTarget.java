package org.ignition.database.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import org.ignition.database.Blocker;
import org.ignition.database.BlockerWatch;
import org.ignition.database.DatabaseUse;
import org.ignition.database.HeldLock;
import org.ignition.database.LockRequest;
import org.ignition.database.ServerError;
import org.ignition.database.TargetDatabase;
import org.ignition.database.TargetFacts;
import org.sqlite.JDBC;

/** A SQLite database that migrations are for. */
public final class SqliteTarget implements TargetDatabase {

  private final SqliteFile file;
  private final TargetFacts facts;
  private final boolean isNew;

  private SqliteTarget(SqliteFile file, TargetFacts facts) {
    this.file = file;
    this.facts = facts;
    this.isNew = !file.exists();
  }

  /**
   * Makes sure that {@code path} is a database, or a place for a new one; nothing is made yet.
   *
   * @throws org.ignition.failure.InputException when it is neither
   * @throws org.ignition.failure.RemoteException when it can't be written to, or is locked
   */
  public static SqliteTarget open(Path path) {
    return open(path, DatabaseUse.CHANGE);
  }

  /** The same for a certain use: what is to be replaced need not be sound. */
  public static SqliteTarget open(Path path, DatabaseUse use) {
    Path absolute = path.toAbsolutePath().normalize();
    if (!Files.isDirectory(absolute.resolveSibling("."))) {
      throw SqliteProblem.noFolder(absolute);
    }
    if (Files.exists(absolute) && !Files.isRegularFile(absolute)) {
      throw SqliteProblem.notDatabase(absolute, "It is no file");
    }
    SqliteExclusive.requireWritable(absolute);
    SqliteFile file = new SqliteFile(real(absolute));
    return new SqliteTarget(file, facts(file, use));
  }

  /** Two names of one file have one lock. */
  private static Path real(Path path) {
    try {
      return Files.exists(path)
          ? path.toRealPath()
          : path.resolveSibling(".").toRealPath().resolve(path.getFileName());
    } catch (IOException e) {
      throw SqliteProblem.readOnly(path, "It can't be looked up: " + e.getMessage());
    }
  }

  private static TargetFacts facts(SqliteFile file, DatabaseUse use) {
    try {
      return new TargetFacts(
          "SQLite",
          3,
          version(),
          file.path().getFileName().toString(),
          "",
          "main",
          file.exists() ? size(file, use) : 0);
    } catch (SQLException e) {
      throw SqliteProblem.of(file.path(), "read the database", e);
    }
  }

  private static String version() throws SQLException {
    try (Connection memory = new JDBC().connect("jdbc:sqlite::memory:", new Properties());
        Statement statement = memory.createStatement();
        ResultSet row = statement.executeQuery("SELECT sqlite_version()")) {
      row.next();
      return row.getString(1);
    }
  }

  private static long size(SqliteFile file, DatabaseUse use) throws SQLException {
    try {
      return size(file);
    } catch (SQLException e) {
      if (use == DatabaseUse.REPLACE && SqliteProblem.isDamage(e)) {
        return file.path().toFile().length();
      }
      throw e;
    }
  }

  /** What is in the write-ahead log is counted too. Fails when it is no database. */
  private static long size(SqliteFile file) throws SQLException {
    try (Connection session = file.connect();
        Statement statement = session.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size,"
                    + " (SELECT count(*) FROM sqlite_master)")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** To check and to copy. */
  public SqliteFile file() {
    return file;
  }

  @Override
  public String name() {
    return file.path().toString();
  }

  @Override
  public TargetFacts facts() {
    return facts;
  }

  @Override
  public Connection connect(String purpose) {
    try {
      return file.connect();
    } catch (SQLException e) {
      throw SqliteProblem.of(file.path(), "open the database", e);
    }
  }

  @Override
  public ServerError explain(SQLException failure) {
    return SqliteProblem.explain(failure);
  }

  @Override
  public List<String> flaws() {
    return file.exists() ? file.integrity() : List.of();
  }

  @Override
  public HeldLock lock(LockRequest request) {
    return SqliteLock.take(file, request, Clock.systemUTC());
  }

  /** SQLite does not know who locks a file. */
  @Override
  public BlockerWatch watch(Connection session) {
    return new BlockerWatch() {
      @Override
      public List<Blocker> seen() {
        return List.of();
      }

      @Override
      public void close() {
        // Nothing was opened.
      }
    };
  }

  /** A file that reading made and nothing was written to is gone again. */
  @Override
  public void close() {
    try {
      if (isNew && Files.exists(file.path()) && Files.size(file.path()) == 0) {
        Files.delete(file.path());
      }
    } catch (IOException e) {
      throw SqliteProblem.of(file.path(), "be left as it was", new SQLException(e));
    }
  }
}
