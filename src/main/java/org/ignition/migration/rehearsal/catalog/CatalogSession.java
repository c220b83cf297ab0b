package org.ignition.migration.rehearsal.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.migration.snapshot.Identity;
import org.ignition.migration.snapshot.SchemaGroup;

/** Sends the queries; each text is prepared once and kept. */
final class CatalogSession implements AutoCloseable {

  private static final String ENTER =
      "SAVEPOINT ignition_catalog; " + OtherQueries.SETTINGS + ";\n";

  /** Estimates of catalogues that grow within a transaction are low, and loops then quadratic. */
  private static final String JOIN_ALL = "SELECT set_config('enable_nestloop', 'off', true);\n";

  private static final String LEAVE =
      ";\nROLLBACK TO SAVEPOINT ignition_catalog; RELEASE SAVEPOINT ignition_catalog";
  private static final List<Query> ALL =
      Stream.of(Query.OF_RELATIONS, Query.OF_TYPES, Query.OF_ROUTINES, Query.OF_OTHERS)
          .flatMap(List::stream)
          .toList();

  private final Connection connection;
  private final Dialect dialect;
  private final Map<Batch, Filled> filled = new HashMap<>();
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private final Map<String, String> known = new HashMap<>();

  CatalogSession(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /**
   * Queries that are sent together.
   *
   * @param whole whether they read everything, or what belongs to some OIDs
   */
  private record Batch(List<Query> queries, boolean whole) {}

  /** Their text, and how often it asks for the OIDs. */
  private record Filled(String text, int parameters) {}

  /** Something that reads. */
  interface Reading<T> {
    T read() throws SQLException;
  }

  /** In a transaction: the connection's, or one of its own. */
  <T> T inTransaction(Reading<T> reading) throws SQLException {
    if (!connection.getAutoCommit()) {
      return reading.read();
    }
    connection.setAutoCommit(false);
    try {
      return reading.read();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  List<SchemaGroup> everything() throws SQLException {
    Assembly assembly = new Assembly();
    run(assembly, new Batch(ALL, true), "");
    return assembly.groups();
  }

  List<SchemaGroup> only(Reached reached) throws SQLException {
    Assembly assembly = new Assembly();
    run(assembly, Query.OF_RELATIONS, reached.relations());
    run(assembly, Query.OF_TYPES, reached.types());
    run(assembly, Query.OF_ROUTINES, reached.routines());
    if (reached.others()) {
      run(assembly, new Batch(Query.OF_OTHERS, true), "");
    }
    return assembly.groups();
  }

  private void run(Assembly assembly, List<Query> queries, Set<Long> oids) throws SQLException {
    if (!oids.isEmpty()) {
      run(assembly, new Batch(queries, false), array(oids.stream()));
    }
  }

  /** To fill the placeholders takes longer than the server needs for the answer. */
  private Filled filled(Batch batch) {
    return filled.computeIfAbsent(batch, this::fill);
  }

  private Filled fill(Batch batch) {
    String text =
        batch.queries.stream()
            .map(Query::template)
            .map(batch.whole ? dialect::whole : dialect::part)
            .collect(Collectors.joining(";\n"));
    return new Filled(
        batch.queries.equals(ALL) ? JOIN_ALL + text : text,
        (int) text.chars().filter(c -> c == '?').count());
  }

  private void run(Assembly assembly, Batch batch, String oids) throws SQLException {
    Filled filled = filled(batch);
    PreparedStatement statement =
        execute(filled.text, Collections.nCopies(filled.parameters, oids));
    for (Query query : batch.queries) {
      try (ResultSet rows = next(statement)) {
        CatalogRows read = new CatalogRows(rows, query, known);
        while (rows.next()) {
          assembly.add(read.row());
        }
      }
    }
  }

  /** Owners of the groups that a query of {@link OtherQueries} finds for these objects. */
  Set<Identity> groups(String query, Collection<Identity> objects) throws SQLException {
    PreparedStatement statement =
        execute(
            query,
            List.of(
                array(objects.stream().map(Identity::catalog)),
                array(objects.stream().map(Identity::oid))));
    Set<Identity> owners = new HashSet<>();
    try (ResultSet rows = next(statement)) {
      while (rows.next()) {
        owners.add(new Identity(rows.getLong(1), rows.getLong(2), 0));
      }
    }
    return owners;
  }

  /**
   * Runs {@code text} under settings of its own and stands at the result of these. All goes in one
   * round trip: settings that the driver hears of would make it forget what is prepared.
   */
  private PreparedStatement execute(String text, List<String> parameters) throws SQLException {
    PreparedStatement statement = prepare(text);
    for (int i = 0; i < parameters.size(); i++) {
      statement.setString(i + 1, parameters.get(i));
    }
    try {
      statement.execute();
    } catch (SQLException refused) {
      leaveAfter(refused);
      throw refused;
    }
    next(statement).close();
    if (text.startsWith(JOIN_ALL)) {
      next(statement).close();
    }
    return statement;
  }

  /** The next result that has rows. */
  private static ResultSet next(PreparedStatement statement) throws SQLException {
    while (!statement.getMoreResults()) {
      if (statement.getUpdateCount() < 0) {
        throw new SQLException("fewer results than queries");
      }
    }
    return statement.getResultSet();
  }

  private void leaveAfter(SQLException refused) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(LEAVE.substring(2));
    } catch (SQLException alsoRefused) {
      refused.addSuppressed(alsoRefused);
    }
  }

  private static String array(Stream<Long> oids) {
    return oids.map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }

  private PreparedStatement prepare(String text) throws SQLException {
    PreparedStatement statement = prepared.get(text);
    if (statement == null || statement.isClosed()) {
      statement = connection.prepareStatement(ENTER + text + LEAVE);
      prepared.put(text, statement);
    }
    return statement;
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : prepared.values()) {
      statement.close();
    }
    prepared.clear();
  }
}
