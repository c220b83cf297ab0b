package org.ignition.migration.rehearsal.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.trace.Relation;
import org.junit.jupiter.api.Test;

class SeedOrderTest {

  @Test
  void putsReferencedTablesFirst() {
    assertEquals(
        List.of(Set.of(3L), Set.of(2L), Set.of(1L)), order(Map.of(1L, Set.of(2L), 2L, Set.of(3L))));
  }

  @Test
  void keepsCirclesTogetherAndInPlace() {
    assertEquals(
        List.of(Set.of(3L), Set.of(1L, 2L)), order(Map.of(1L, Set.of(2L), 2L, Set.of(1L, 3L))));
  }

  @Test
  void looksPastTablesThatAreNotAskedFor() {
    assertEquals(List.of(Set.of(1L), Set.of(2L), Set.of(3L)), order(Map.of(1L, Set.of(77L))));
  }

  private static List<Set<Long>> order(Map<Long, Set<Long>> references) {
    List<TableShape> tables =
        LongStream.rangeClosed(1, 3)
            .mapToObj(oid -> new Relation(oid, ObjectKind.TABLE, "public", "t" + oid))
            .map(relation ->
                new TableShape(
                    relation, false, 0, List.of(), List.of(), List.of(), Set.of(), List.of()))
            .toList();
    return SeedOrder.of(tables, table -> references.getOrDefault(table.relation().oid(), Set.of()))
        .stream()
        .map(group -> group.stream().map(t -> t.relation().oid()).collect(Collectors.toSet()))
        .toList();
  }
}
