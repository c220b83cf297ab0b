package org.ignition.migration.rehearsal.rows;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.migration.rehearsal.rows.RowDraft.Cell;

/** INSERT statements that make one row. */
final class InsertText {

  /** So many combinations are tried at most, some 10 ms of the server's time. */
  private static final int COMBINATIONS = 20_000;

  private final TableShape table;

  InsertText(TableShape table) {
    this.table = table;
  }

  /** Takes the value at {@code place} of each column that is checked, the first of the others. */
  String plain(List<Cell> cells, int place) {
    if (cells.isEmpty()) {
      return into() + " DEFAULT VALUES";
    }
    return into(cells)
        + cells.stream()
            .map(cell -> cell.free() ? cell.values().getFirst() : at(cell.values(), place))
            .collect(Collectors.joining(", ", " VALUES (", ")"));
  }

  private static String at(List<String> values, int place) {
    return values.get(Math.min(place, values.size() - 1));
  }

  /** Lets the server find values that satisfy the checks, one check for itself where possible. */
  String chosen(List<Cell> cells) {
    List<Cell> bound = cells.stream().filter(cell -> !cell.free()).toList();
    int most = most(bound);
    return into(cells)
        + cells.stream()
            .map(cell -> cell.free() ? cell.values().getFirst() : name(cell))
            .collect(Collectors.joining(", ", " SELECT ", ""))
        + bound.stream()
            .map(cell -> candidates(cell, most))
            .collect(Collectors.joining(", ", " FROM ", ""))
        + conditions(bound).collect(Collectors.joining(" AND ", " WHERE ", " LIMIT 1"));
  }

  private String into() {
    return "INSERT INTO " + SqlText.name(table.relation());
  }

  private String into(List<Cell> cells) {
    return into()
        + cells.stream().map(InsertText::name).collect(Collectors.joining(", ", " (", ")"))
        + " OVERRIDING SYSTEM VALUE";
  }

  private static String name(Cell cell) {
    return SqlText.name(cell.column().name());
  }

  private static String candidates(Cell cell, int most) {
    return cell.values().stream().limit(most).collect(Collectors.joining("), (", "(VALUES (", "))"))
        + " AS "
        + SqlText.name("ignition " + cell.column().number())
        + " ("
        + name(cell)
        + ")";
  }

  private Stream<String> conditions(List<Cell> bound) {
    Stream<String> checks =
        bound.stream()
            .flatMap(cell -> cell.checks().stream())
            .distinct()
            .map(check -> "(" + check + ") IS NOT FALSE");
    Stream<String> unused =
        bound.stream()
            .filter(cell -> table.keys().equals(Set.of(cell.column().number())))
            .map(this::unused);
    return Stream.concat(checks, unused);
  }

  private String unused(Cell cell) {
    String mine = name(cell);
    return "NOT EXISTS (SELECT FROM %s AS \"ignition\" WHERE \"ignition\".%s::pg_catalog.text OPERATOR(pg_catalog.=) %s::pg_catalog.text)"
        .formatted(
            SqlText.name(table.relation()),
            mine,
            SqlText.name("ignition " + cell.column().number()) + "." + mine);
  }

  /** Columns that are checked with others multiply; one that is checked alone does not. */
  private static int most(List<Cell> bound) {
    long together =
        bound.stream()
            .filter(cell -> bound.stream().anyMatch(other -> shares(cell, other)))
            .count();
    return together == 0
        ? Integer.MAX_VALUE
        : Math.max(3, (int) Math.pow(COMBINATIONS, 1.0 / together));
  }

  private static boolean shares(Cell cell, Cell other) {
    return cell.column().number() != other.column().number()
        && cell.checks().stream().anyMatch(other.checks()::contains);
  }
}
