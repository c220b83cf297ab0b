package org.ignition.migration.loss;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ignition.database.ServerError;
import org.ignition.database.TargetDatabase;
import org.ignition.image.Quoted;

/**
 * Counts in PostgreSQL, each in a transaction of its own, so that no lock outlives its count. The
 * session is one that only reads, waits for nobody for long, and fails rather than hides rows.
 */
final class PostgresCounts implements Counts {

  private static final Duration QUICK = Duration.ofSeconds(1);
  private static final int LONGEST = 100;
  private static final String HELD = "somebody else holds the table";

  /** Names, numbers and parentheses: nothing that could end the expression that it is put into. */
  private static final Pattern TYPE =
      Pattern.compile("[\\p{L}_\"][\\p{L}\\p{N}_\".$ ]*(\\([0-9, ]*\\))?[\\p{L} ]*(\\[[0-9]*\\])*");

  private final TargetDatabase database;
  private final Connection session;
  private final Budget budget;
  private final String leftOut;

  PostgresCounts(TargetDatabase database, Connection session, CountLimits limits) {
    this(database, session, new Budget(limits), "");
  }

  /**
   * Without the rows of the tables whose {@code oid} is in {@code leftOut}, with commas between.
   */
  private PostgresCounts(
      TargetDatabase database, Connection session, Budget budget, String leftOut) {
    this.database = database;
    this.session = session;
    this.budget = budget;
    this.leftOut = leftOut;
  }

  /** Settings for a session that counts. */
  static void prepare(Connection session, CountLimits limits) throws SQLException {
    Query.run(
        session,
        "SET default_transaction_read_only = on; SET row_security = off; SET lock_timeout = "
            + Math.max(1, limits.lock().toMillis()));
  }

  @Override
  public Counts without(Set<LiveObject> tables) {
    return new PostgresCounts(
        database,
        session,
        budget,
        tables.stream().map(table -> Long.toString(table.id())).collect(Collectors.joining(",")));
  }

  @Override
  public Counted rows(LiveObject table, boolean only) throws SQLException {
    String from = from(table, only);
    return count("SELECT count(*)" + from, () -> estimatedRows(table), "SELECT" + from);
  }

  @Override
  public Counted values(LiveColumn column, boolean only) throws SQLException {
    String name = Query.quoted(column.name());
    String from = from(column.table(), only);
    return count(
        "SELECT count(" + name + ")" + from,
        () -> Math.round(estimatedRows(column.table()) * share(column)),
        "SELECT" + from + " WHERE " + name + " IS NOT NULL");
  }

  @Override
  public Counted changedBy(LiveColumn column, String type) throws SQLException {
    if (!TYPE.matcher(type).matches()) {
      return Counted.unknown("the type can't be read");
    }
    String name = Query.quoted(column.name());
    String now = typeNow(column);
    String as = now.startsWith("numeric") ? "" : "::text"; // 2.00 is what 2 was.
    String sql =
        "SELECT count(*)%s WHERE (%s::%s::%s)%s IS DISTINCT FROM %s%s"
            .formatted(from(column.table(), false), name, type, now, as, name, as);
    try {
      return Counted.exactly(number(sql, budget.next()));
    } catch (SQLException e) {
      return Counted.unknown(reason(e));
    }
  }

  private String from(LiveObject table, boolean only) {
    String name = Query.quoted(table.schema()) + "." + Query.quoted(table.name());
    String rows = (only ? "ONLY " : "") + name;
    return " FROM "
        + (leftOut.isEmpty()
            ? rows
            : "(SELECT * FROM %s WHERE tableoid <> ALL ('{%s}'::oid[])) part"
                .formatted(rows, leftOut));
  }

  /** A number that takes no look at the rows. */
  @FunctionalInterface
  private interface Estimate {
    long number() throws SQLException;
  }

  private Counted count(String exact, Estimate estimate, String any) throws SQLException {
    String why = "there was no time left";
    if (!budget.isSpent()) {
      try {
        return Counted.exactly(number(exact, budget.next()));
      } catch (SQLException e) {
        why = reason(e);
      }
    }
    long about = estimate.number();
    return about > 0 ? new Counted(about, Exactness.ABOUT, why) : any(any, why);
  }

  private Counted any(String query, String why) throws SQLException {
    if (budget.isOverdrawn() || why.equals(HELD)) {
      return Counted.unknown(why);
    }
    try {
      long some = number("SELECT count(*) FROM (" + query + " LIMIT 1) found", QUICK);
      return some == 0 ? Counted.exactly(0) : new Counted(1, Exactness.AT_LEAST, why);
    } catch (SQLException e) {
      reason(e);
      return Counted.unknown(why);
    }
  }

  private long number(String sql, Duration limit) throws SQLException {
    Query.run(session, "SET statement_timeout = " + Math.max(1, limit.toMillis()));
    try {
      return Query.rows(session, row -> row.getLong(1), sql).getFirst();
    } finally {
      if (!session.isClosed()) {
        Query.run(session, "SET statement_timeout = 0");
      }
    }
  }

  /** Of all tables that inherit from it, as far as they were ever analysed. */
  private long estimatedRows(LiveObject table) throws SQLException {
    return Query.rows(
            session,
            row -> row.getLong(1),
            """
            WITH RECURSIVE tree(oid) AS (
              VALUES (?::bigint::oid)
              UNION SELECT i.inhrelid FROM tree JOIN pg_inherits i ON i.inhparent = tree.oid
            )
            SELECT coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint
            FROM tree JOIN pg_class c USING (oid)
            WHERE c.relkind IN ('r', 'm') AND c.oid <> ALL (?::oid[])
            """,
            table.id(),
            "{" + leftOut + "}")
        .getFirst();
  }

  /** Of its rows that have a value; all where nobody knows. */
  private double share(LiveColumn column) throws SQLException {
    List<Double> shares =
        Query.rows(
            session,
            row -> row.getDouble(1),
            "SELECT 1 - null_frac FROM pg_stats WHERE schemaname = ? AND tablename = ?"
                + " AND attname = ? ORDER BY inherited DESC",
            column.table().schema(),
            column.table().name(),
            column.name());
    return shares.isEmpty() ? 1 : shares.getFirst();
  }

  private String typeNow(LiveColumn column) throws SQLException {
    return Query.rows(
            session,
            row -> row.getString(1),
            "SELECT format_type(atttypid, atttypmod) FROM pg_attribute"
                + " WHERE attrelid = ?::bigint::oid AND attname = ?",
            column.table().id(),
            column.name())
        .getFirst();
  }

  /** Why a count failed; a session that is over fails everything. */
  private String reason(SQLException failure) throws SQLException {
    ServerError error = database.explain(failure);
    if (error.endsSession()) {
      throw failure;
    }
    return switch (error.sqlState()) {
      case "57014" -> "it took too long";
      case "55P03" -> HELD;
      default -> Quoted.line(error.message(), LONGEST);
    };
  }
}
