package org.ignition.migration.rehearsal.rows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ignition.migration.rehearsal.rows.RowDraft.Cell;

/**
 * Decides which rows to try. First each table gets a row with NULL wherever it may be, so that
 * references that may be NULL don't matter; then a second one with all values, which refers to what
 * is there by then.
 */
final class SeedPlan {

  /** So many values of each column are tried when checks can't be asked beforehand. */
  private static final int BLIND = 12;

  private final List<TableShape> tables;
  private final Types types;
  private final int blind;
  private final List<SeedStep> steps = new ArrayList<>();
  private final Map<Long, Integer> stepOf = new HashMap<>();

  private SeedPlan(ShapeReader.Shapes shapes, int blind) {
    this.blind = blind;
    this.tables = shapes.tables();
    this.types = shapes.types();
  }

  /** The steps in order. */
  static List<SeedStep> of(ShapeReader.Shapes shapes) {
    return of(shapes, 0);
  }

  /** The steps for tables that refused what {@link #of} tried: checks are not asked beforehand. */
  static List<SeedStep> lastResort(ShapeReader.Shapes shapes) {
    return of(shapes, BLIND);
  }

  private static List<SeedStep> of(ShapeReader.Shapes shapes, int blind) {
    SeedPlan plan = new SeedPlan(shapes, blind);
    plan.order(ForeignKeyValues::required).forEach(plan::firstRow);
    plan.order(ForeignKeyValues::referred).stream().flatMap(List::stream).forEach(plan::secondRow);
    return List.copyOf(plan.steps);
  }

  /** A partitioned table has rows once its partitions have. */
  private List<List<TableShape>> order(Function<TableShape, Set<Long>> references) {
    return SeedOrder.of(
        tables,
        table -> {
          Set<Long> all = new HashSet<>(references.apply(table));
          tables.stream()
              .filter(other -> other.parent() == table.relation().oid())
              .forEach(other -> all.add(other.relation().oid()));
          return all;
        });
  }

  private void firstRow(List<TableShape> group) {
    group.stream().filter(TableShape::partitioned).forEach(this::partitions);
    List<TableShape> own = group.stream().filter(table -> !table.partitioned()).toList();
    if (own.isEmpty()) {
      return;
    }
    own.forEach(table -> stepOf.put(table.relation().oid(), steps.size()));
    String probe = "SELECT FROM ONLY " + SqlText.name(own.getFirst().relation()) + " LIMIT 1";
    steps.add(new SeedStep(own, -1, probe, attempts(own, group, 1)));
  }

  private void secondRow(TableShape table) {
    if (table.partitioned()) {
      return;
    }
    int first = stepOf.getOrDefault(table.relation().oid(), -1);
    List<TableShape> alone = List.of(table);
    List<String> attempts = new ArrayList<>(attempts(alone, alone, 2));
    Collections.swap(attempts, 0, 1);
    steps.add(new SeedStep(alone, first, "", attempts));
  }

  private void partitions(TableShape table) {
    String probe = "SELECT FROM " + SqlText.name(table.relation()) + " LIMIT 1";
    steps.add(new SeedStep(List.of(table), -1, probe, List.of()));
  }

  private List<String> attempts(List<TableShape> own, List<TableShape> group, int ordinal) {
    Map<Long, TableShape> together =
        group.stream().collect(Collectors.toMap(t -> t.relation().oid(), Function.identity()));
    Function<TableShape, List<Cell>> sparse = table -> draft(table, ordinal, together).sparse();
    Function<TableShape, List<Cell>> full = table -> draft(table, ordinal, together).full();
    Stream<Function<TableShape, String>> chosen =
        Stream.of(
            table -> chosen(table, sparse.apply(table)), table -> chosen(table, full.apply(table)));
    Stream<Function<TableShape, String>> unasked =
        IntStream.range(0, blind)
            .boxed()
            .flatMap(place ->
                Stream.of(
                    table -> new InsertText(table).plain(sparse.apply(table), place),
                    table -> new InsertText(table).plain(full.apply(table), place)));
    return Stream.concat(chosen, unasked)
        .map(insert -> together(own.stream().map(insert).toList()))
        .toList();
  }

  private RowDraft draft(TableShape table, int ordinal, Map<Long, TableShape> together) {
    return new RowDraft(
        table,
        types,
        ordinal,
        ForeignKeyValues.of(table, types, ordinal, together),
        ForeignKeyValues.ofRequired(table, types, ordinal, together));
  }

  private static String chosen(TableShape table, List<Cell> cells) {
    InsertText insert = new InsertText(table);
    return cells.stream().allMatch(Cell::free) ? insert.plain(cells, 0) : insert.chosen(cells);
  }

  /** One statement, at whose end all foreign keys are checked. */
  private static String together(List<String> inserts) {
    int last = inserts.size() - 1;
    return IntStream.range(0, last)
            .mapToObj(i -> "ignition%d AS (%s)".formatted(i, inserts.get(i)))
            .collect(Collectors.joining(", ", last == 0 ? "" : "WITH ", last == 0 ? "" : " "))
        + inserts.get(last);
  }
}
