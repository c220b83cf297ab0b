package org.ignition.migration.rehearsal.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.Identity;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaGroup;
import org.ignition.migration.snapshot.SchemaObject;

/**
 * Puts rows together to groups. Parts of what wasn't read, such as extensions' tables, fall out.
 */
final class Assembly {

  private final Map<Identity, CatalogRow> mains = new LinkedHashMap<>();
  private final Map<Identity, List<CatalogRow>> parts = new HashMap<>();

  void add(CatalogRow row) {
    if (row.isMain()) {
      mains.put(row.identity(), row);
    } else {
      parts.computeIfAbsent(row.owner(), any -> new ArrayList<>()).add(row);
    }
  }

  List<SchemaGroup> groups() {
    return mains.values().stream().map(this::group).toList();
  }

  private SchemaGroup group(CatalogRow main) {
    List<CatalogRow> its = parts.getOrDefault(main.identity(), List.of());
    Map<Integer, String> columns =
        its.stream()
            .filter(part -> part.kind() == ObjectKind.COLUMN)
            .collect(Collectors.toMap(part -> part.identity().sub(), CatalogRow::name));
    Stream<SchemaObject> objects =
        its.stream()
            .map(part -> object(part, main.schema(), main.name(), columns))
            .sorted(Comparator.comparing(SchemaObject::name));
    return new SchemaGroup(
        main.identity(),
        ties(main, its),
        Stream.concat(Stream.of(object(main, main.schema(), "", columns)), objects).toList());
  }

  private static Set<Long> ties(CatalogRow main, List<CatalogRow> parts) {
    Set<Long> ties = new HashSet<>(main.ties());
    ties.add(main.identity().oid());
    for (CatalogRow part : parts) {
      ties.add(part.identity().oid());
      ties.addAll(part.ties());
    }
    return ties;
  }

  private static SchemaObject object(
      CatalogRow row, String schema, String parent, Map<Integer, String> columns) {
    if (!row.columns().isEmpty()) {
      row.attributes().put(Attribute.COLUMNS, names(row.columns(), columns));
    }
    return new SchemaObject(
        new ObjectName(row.kind(), schema, parent, row.name()), row.identity(), row.attributes());
  }

  private static String names(List<Integer> numbers, Map<Integer, String> columns) {
    return numbers.stream()
        .map(number -> columns.getOrDefault(number, "expression"))
        .collect(Collectors.joining(", "));
  }
}
