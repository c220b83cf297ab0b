package org.ignition.migration.loss;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import org.ignition.image.Quoted;

/** Counts in a file of SQLite; who counts too long is interrupted. */
final class SqliteCounts implements Counts {

  private static final Duration QUICK = Duration.ofSeconds(1);
  private static final int LONGEST = 100;

  private final Connection session;
  private final Budget budget;

  SqliteCounts(Connection session, CountLimits limits) {
    this.session = session;
    this.budget = new Budget(limits);
  }

  @Override
  public Counts without(Set<LiveObject> tables) {
    return this; // No table inherits from another one.
  }

  @Override
  public Counted rows(LiveObject table, boolean only) {
    String name = name(table);
    return count("SELECT count(*) FROM " + name, "SELECT 1 FROM " + name);
  }

  @Override
  public Counted values(LiveColumn column, boolean only) {
    String name = Query.quoted(column.name());
    String table = name(column.table());
    return count(
        "SELECT count(%s) FROM %s".formatted(name, table),
        "SELECT 1 FROM %s WHERE %s IS NOT NULL".formatted(table, name));
  }

  @Override
  public Counted changedBy(LiveColumn column, String type) {
    return Counted.unknown("SQLite changes no column's type");
  }

  private static String name(LiveObject table) {
    return Query.quoted(table.schema()) + "." + Query.quoted(table.name());
  }

  private Counted count(String exact, String any) {
    String why = "there was no time left";
    if (!budget.isSpent()) {
      try {
        return Counted.exactly(number(exact, budget.next()));
      } catch (SQLException e) {
        why = Quoted.line(String.valueOf(e.getMessage()), LONGEST);
      }
    }
    if (budget.isOverdrawn()) {
      return Counted.unknown(why);
    }
    try {
      long some = number("SELECT count(*) FROM (" + any + " LIMIT 1)", QUICK);
      return some == 0 ? Counted.exactly(0) : new Counted(1, Exactness.AT_LEAST, why);
    } catch (SQLException e) {
      return Counted.unknown(why);
    }
  }

  private long number(String sql, Duration limit) throws SQLException {
    try (Statement statement = session.createStatement()) {
      Thread watch = Thread.ofVirtual().start(() -> cancelAfter(limit, statement));
      try (ResultSet answer = statement.executeQuery(sql)) {
        answer.next();
        return answer.getLong(1);
      } finally {
        watch.interrupt();
      }
    }
  }

  private static void cancelAfter(Duration limit, Statement statement) {
    try {
      Thread.sleep(limit);
      statement.cancel();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // It was in time.
    } catch (SQLException e) {
      // It has ended by itself.
    }
  }
}
