package org.ignition.migration.rehearsal.rows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Orders tables so that each comes after those that it refers to; tables that refer to each other
 * in a circle are one group. Tarjan's algorithm, "Depth-first search and linear graph algorithms",
 * 1972.
 */
final class SeedOrder {

  private final Map<Long, TableShape> tables = new LinkedHashMap<>();
  private final Function<TableShape, Set<Long>> references;
  private final Map<Long, Integer> found = new HashMap<>();
  private final Map<Long, Integer> lowest = new HashMap<>();
  private final Deque<Long> open = new ArrayDeque<>();
  private final List<List<TableShape>> groups = new ArrayList<>();

  private SeedOrder(Collection<TableShape> tables, Function<TableShape, Set<Long>> references) {
    tables.forEach(table -> this.tables.put(table.relation().oid(), table));
    this.references = references;
  }

  /** The groups in order; {@code references} gives the OIDs that a table refers to. */
  static List<List<TableShape>> of(
      Collection<TableShape> tables, Function<TableShape, Set<Long>> references) {
    SeedOrder order = new SeedOrder(tables, references);
    order.tables.keySet().stream()
        .filter(oid -> !order.found.containsKey(oid))
        .forEach(order::visit);
    return List.copyOf(order.groups);
  }

  private void visit(long oid) {
    int number = found.size();
    found.put(oid, number);
    lowest.put(oid, number);
    open.push(oid);
    for (long next : references.apply(at(oid)).stream().sorted().toList()) {
      if (tables.containsKey(next) && !found.containsKey(next)) {
        visit(next);
        lowest.merge(oid, lowest(next), Math::min);
      } else if (open.contains(next)) {
        lowest.merge(oid, found(next), Math::min);
      }
    }
    if (lowest(oid) == number) {
      close(oid);
    }
  }

  private void close(long oid) {
    List<TableShape> group = new ArrayList<>();
    long last;
    do {
      last = open.pop();
      group.add(at(last));
    } while (last != oid);
    groups.add(List.copyOf(group));
  }

  private TableShape at(long oid) {
    return Objects.requireNonNull(tables.get(oid));
  }

  private int found(long oid) {
    return Objects.requireNonNull(found.get(oid));
  }

  private int lowest(long oid) {
    return Objects.requireNonNull(lowest.get(oid));
  }
}
