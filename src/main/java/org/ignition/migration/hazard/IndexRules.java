package org.ignition.migration.hazard;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaObject;

/** Indexes that are built, rebuilt or dropped while others wait: L1–L3, L6–L8, L12. */
final class IndexRules {

  static final List<Check> CHECKS =
      List.of(IndexRules::built, IndexRules::dropped, IndexRules::rebuilt, IndexRules::constraints);

  private IndexRules() {}

  private static Stream<Finding> built(Observed o) {
    if (!o.has("INDEX") || o.has("CONCURRENTLY") || o.has("ONLY")) {
      return Stream.empty();
    }
    List<SchemaObject> indexes = freeStanding(o);
    Optional<SchemaObject> ofPartitioned =
        indexes.stream().filter(index -> isPartitioned(o, index.name())).findFirst();
    return ofPartitioned.isPresent()
        ? ofPartitioned.stream().map(index -> ofPartitioned(o, index))
        : indexes.stream().map(index -> built(o, index));
  }

  /** New indexes of old tables that no constraint of the same statement owns. */
  private static List<SchemaObject> freeStanding(Observed o) {
    List<String> constraints =
        o.added(ObjectKind.CONSTRAINT).map(constraint -> constraint.name().name()).toList();
    return o.added(ObjectKind.INDEX)
        .filter(index -> !constraints.contains(index.name().name()))
        .toList();
  }

  private static boolean isPartitioned(Observed o, ObjectName part) {
    return o.story()
        .before()
        .find(new ObjectName(ObjectKind.TABLE, part.schema(), "", part.parent()))
        .flatMap(table -> table.get(Attribute.PARTITION_KEY))
        .isPresent();
  }

  private static Finding built(Observed o, SchemaObject index) {
    return o.at(
        index.name().name(),
        Rule.L1,
        o.withEffects("builds index " + SqlName.of(index.name())),
        "-- alone in a migration with -- ignition: no-transaction\n" + concurrently(index));
  }

  private static String concurrently(SchemaObject index) {
    boolean unique = index.get(Attribute.UNIQUE).filter("true"::equals).isPresent();
    return "CREATE %sINDEX CONCURRENTLY %s ON %s %s;"
        .formatted(
            unique ? "UNIQUE " : "",
            SqlName.quote(index.name().name()),
            SqlName.table(index.name()),
            index.get(Attribute.DEFINITION).orElse("(...)"));
  }

  private static Finding ofPartitioned(Observed o, SchemaObject index) {
    String name = SqlName.quote(index.name().name());
    String table = SqlName.table(index.name());
    String definition = index.get(Attribute.DEFINITION).orElse("(...)");
    return o.at(
        index.name().name(),
        Rule.L12,
        o.withEffects("builds " + name + " on every partition"),
        """
        CREATE INDEX %1$s ON ONLY %2$s %3$s;
        -- for each partition, alone, with -- ignition: no-transaction
        CREATE INDEX CONCURRENTLY <partition index> ON <partition> %3$s;
        -- then
        ALTER INDEX %4$s ATTACH PARTITION <partition index>;\
        """
            .formatted(name, table, definition, SqlName.of(index.name())));
  }

  private static Stream<Finding> dropped(Observed o) {
    if (o.has("CONCURRENTLY") || o.gone(ObjectKind.CONSTRAINT).findAny().isPresent()) {
      return Stream.empty();
    }
    return o.gone(ObjectKind.INDEX)
        .filter(index -> !o.goesWithTable(index.name()) && !losesColumn(o, index.name()))
        .map(index -> dropped(o, index.name()));
  }

  private static boolean losesColumn(Observed o, ObjectName index) {
    return o.gone(ObjectKind.COLUMN)
        .anyMatch(column -> SqlName.table(column.name()).equals(SqlName.table(index)));
  }

  private static Finding dropped(Observed o, ObjectName index) {
    return o.at(
        index.name(),
        Rule.L2,
        o.withEffects("drops index " + SqlName.of(index)),
        "-- alone in a migration with -- ignition: no-transaction\nDROP INDEX CONCURRENTLY "
            + SqlName.of(index)
            + ";");
  }

  private static Stream<Finding> rebuilt(Observed o) {
    boolean online = o.has("CONCURRENTLY") || o.trace().locks().isEmpty();
    if (!o.statement().begins("REINDEX") || online) {
      return Stream.empty();
    }
    String fix =
        Rewording.after(
            o.statement(), "CONCURRENTLY", "INDEX", "TABLE", "SCHEMA", "DATABASE", "SYSTEM");
    return Stream.of(o.here(Rule.L3, o.withEffects("rebuilds indexes"), fix));
  }

  private static Stream<Finding> constraints(Observed o) {
    return o.added(ObjectKind.CONSTRAINT).flatMap(constraint -> constraint(o, constraint).stream());
  }

  private static Optional<Finding> constraint(Observed o, SchemaObject constraint) {
    return switch (constraint.get(Attribute.CONSTRAINT_KIND).orElse("")) {
      case "unique", "primary key" ->
          buildsIndexOf(o, constraint)
              ? Optional.of(unique(o, constraint))
              : provesNotNull(o, constraint);
      case "exclusion" -> Optional.of(exclusion(o, constraint));
      default -> Optional.empty();
    };
  }

  private static boolean buildsIndexOf(Observed o, SchemaObject constraint) {
    return o.appeared(ObjectKind.INDEX)
        .anyMatch(index -> index.name().name().equals(constraint.name().name()));
  }

  private static Finding unique(Observed o, SchemaObject constraint) {
    ObjectName name = constraint.name();
    String kind = kind(constraint);
    String index = SqlName.quote(name.name());
    return o.at(
        name.name(),
        Rule.L6,
        o.withEffects("builds the index of " + kind + " " + index),
        """
        -- first, alone, in a migration with -- ignition: no-transaction
        CREATE UNIQUE INDEX CONCURRENTLY %s ON %s %s;
        -- then, in the next migration
        ALTER TABLE %s ADD CONSTRAINT %s %s USING INDEX %s;\
        """
            .formatted(
                index,
                SqlName.table(name),
                columns(constraint),
                SqlName.table(name),
                index,
                kind,
                index));
  }

  private static String kind(SchemaObject constraint) {
    boolean primary = constraint.get(Attribute.CONSTRAINT_KIND).equals(Optional.of("primary key"));
    return primary ? "PRIMARY KEY" : "UNIQUE";
  }

  /** The columns as the definition writes them, such as {@code (a, b)}. */
  private static String columns(SchemaObject constraint) {
    String definition = constraint.get(Attribute.DEFINITION).orElse("(...)");
    int open = definition.indexOf('(');
    return open < 0 ? "(...)" : definition.substring(open);
  }

  private static Optional<Finding> provesNotNull(Observed o, SchemaObject constraint) {
    if (!o.scansTableOf(constraint.name())) {
      return Optional.empty();
    }
    String table = SqlName.table(constraint.name());
    List<ObjectName> columns =
        o.changed(ObjectKind.COLUMN)
            .filter(column -> column.touches(Attribute.NOT_NULL))
            .map(column -> column.after().name())
            .toList();
    return Optional.of(
        o.at(
            constraint.name().name(),
            Rule.L7,
            o.withEffects("proves that the key of " + table + " holds no NULL"),
            "-- first, in migrations of their own\n" + NotNull.stepByStep(columns, o.major())));
  }

  private static Finding exclusion(Observed o, SchemaObject constraint) {
    String table = SqlName.table(constraint.name());
    return o.at(
        constraint.name().name(),
        Rule.L8,
        o.withEffects("adds exclusion constraint " + SqlName.quote(constraint.name().name())),
        "-- no online form: create a table like "
            + table
            + " with the constraint, copy the rows in batches, then swap the names");
  }
}
