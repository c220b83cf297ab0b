package org.ignition.migration.history.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.migration.history.table.TableColumn;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog says of a history.
 *
 * @param schema where our tables are or will be
 * @param userTables how many tables users have besides
 * @param someTables the first of them
 * @param candidates relations with the names of histories, in all schemas
 */
record Catalog(
    String schema, long userTables, List<String> someTables, List<Candidate> candidates) {

  Catalog {
    someTables = List.copyOf(someTables);
    candidates = List.copyOf(candidates);
  }

  /** The relation {@code name} in our schema. */
  Optional<Candidate> here(String name) {
    return candidates.stream().filter(each -> each.here() && each.name().equals(name)).findFirst();
  }

  static Catalog read(Connection session) throws SQLException {
    Batch batch = new Batch();
    Batch.Answer<String> schema = batch.ask(CatalogQuery.SCHEMA, Catalog::schema);
    Batch.Answer<Tables> tables = batch.ask(CatalogQuery.tables(), Catalog::tables);
    Batch.Answer<List<Candidate>> candidates =
        batch.ask(CatalogQuery.candidates(), Catalog::candidates);
    batch.run(session);
    return new Catalog(
        schema.value(), tables.value().count(), tables.value().some(), candidates.value());
  }

  private static String schema(ResultSet row) throws SQLException {
    row.next();
    @Nullable String schema = row.getString(1);
    if (schema == null) {
      throw new PolicyException(
          Problem.of(
              ErrorCode.HISTORY_UNWRITABLE,
              "No schema is selected: search_path of the session names none that exists",
              "The tables of the history are made where the migrations' own tables are",
              "Create the schema, or let `ALTER ROLE … SET search_path` name one that exists and"
                  + " that the role may use"));
    }
    return schema;
  }

  /** Tables of users: how many, and the first of them. */
  private record Tables(long count, List<String> some) {}

  private static Tables tables(ResultSet rows) throws SQLException {
    List<String> some = new ArrayList<>();
    long count = 0;
    while (rows.next()) {
      some.add(rows.getString(1));
      count = rows.getLong(2);
    }
    return new Tables(count, some);
  }

  private static List<Candidate> candidates(ResultSet rows) throws SQLException {
    Map<String, Candidate> candidates = new LinkedHashMap<>();
    while (rows.next()) {
      Candidate part = candidate(rows);
      candidates.merge(part.schema() + "." + part.name(), part, Catalog::joined);
    }
    return List.copyOf(candidates.values());
  }

  private static Candidate joined(Candidate first, Candidate more) {
    List<TableColumn> columns = new ArrayList<>(first.columns());
    columns.addAll(more.columns());
    return new Candidate(
        first.schema(),
        first.name(),
        first.kind(),
        first.here(),
        first.overOurs(),
        first.keepable(),
        columns);
  }

  private static Candidate candidate(ResultSet row) throws SQLException {
    return new Candidate(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getBoolean(4),
        row.getBoolean(5),
        row.getBoolean(6),
        column(row));
  }

  private static List<TableColumn> column(ResultSet row) throws SQLException {
    @Nullable String name = row.getString(7);
    return name == null
        ? List.of()
        : List.of(new TableColumn(name, type(row.getString(8)), row.getBoolean(9)));
  }

  /** By the catalog's {@code typcategory}, where rows can say a value. */
  private static TableColumn.Type type(String category) {
    return switch (category) {
      case "N" -> TableColumn.Type.NUMBER;
      case "S" -> TableColumn.Type.TEXT;
      case "computed" -> TableColumn.Type.COMPUTED;
      default -> TableColumn.Type.OTHER;
    };
  }
}
