package org.ignition.migration.loss;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.ignition.database.BlockerWatch;
import org.ignition.database.HeldLock;
import org.ignition.database.LockRequest;
import org.ignition.database.ScratchServer;
import org.ignition.database.ServerError;
import org.ignition.database.SessionRole;
import org.ignition.database.TargetDatabase;
import org.ignition.database.TargetFacts;
import org.ignition.testing.Postgres;

/** A real database to count in; nobody locks it. */
abstract class CountedDatabase implements TargetDatabase {

  private final TargetFacts facts;

  private CountedDatabase(String product, int major, String database) {
    this.facts = new TargetFacts(product, major, major + ".0", database, "", "", 0);
  }

  static CountedDatabase postgres(int major) {
    ScratchServer server = Postgres.server(major);
    String name = server.createDatabase();
    return new CountedDatabase("PostgreSQL", major, name) {
      @Override
      public Connection connect(String purpose) {
        return server.connect(name, SessionRole.OWNER);
      }

      @Override
      public ServerError explain(SQLException failure) {
        return server.explain(failure);
      }

      @Override
      public void close() {
        server.dropDatabase(name);
      }
    };
  }

  /** Sessions begin with {@code setting}. */
  static CountedDatabase sqlite(Path file, String setting) {
    return new CountedDatabase("SQLite", 3, file.toString()) {
      @Override
      public Connection connect(String purpose) {
        try {
          Connection session = DriverManager.getConnection("jdbc:sqlite:" + file);
          Query.run(session, setting);
          return session;
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      }

      @Override
      public ServerError explain(SQLException failure) {
        return new ServerError(
            "", String.valueOf(failure.getMessage()), 0, "", "", "", "", "", "", "");
      }

      @Override
      public void close() {}
    };
  }

  /** Runs statements as one text. */
  void run(String sql) throws SQLException {
    try (Connection session = connect("test");
        Statement statement = session.createStatement()) {
      for (String each : sql.split(";\n", -1)) {
        statement.execute(each);
      }
    }
  }

  String ask(String sql) throws SQLException {
    try (Connection session = connect("test");
        Statement statement = session.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      answer.next();
      return answer.getString(1);
    }
  }

  LossEstimate estimate(String... downs) {
    return estimate(CountLimits.USUAL, downs);
  }

  LossEstimate estimate(CountLimits limits, String... downs) {
    List<UndoScript> scripts =
        List.of(downs).stream().map(text -> UndoScript.of("down", text, true)).toList();
    return new LossCounter(this, limits).estimate(scripts);
  }

  /** What all of the downs lose, in words. */
  List<String> lost(String... downs) {
    return estimate(downs).migrations().stream()
        .flatMap(each -> each.losses().stream())
        .map(Loss::what)
        .toList();
  }

  @Override
  public String name() {
    return facts.database();
  }

  @Override
  public TargetFacts facts() {
    return facts;
  }

  @Override
  public HeldLock lock(LockRequest lock) {
    throw new IllegalStateException("nobody locks here");
  }

  @Override
  public BlockerWatch watch(Connection session) {
    throw new IllegalStateException("nobody waits here");
  }
}
