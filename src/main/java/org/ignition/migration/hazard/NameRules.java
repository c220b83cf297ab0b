package org.ignition.migration.hazard;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;

/** Names that the running version uses and that are gone: B1–B3, D5. */
final class NameRules {

  static final List<Check> CHECKS =
      List.of(NameRules::renamed, NameRules::relabelled, NameRules::columns, NameRules::objects);

  /** What SQL of an application can name; indexes, constraints and triggers it can't. */
  private static final Set<ObjectKind> NAMED =
      EnumSet.of(
          ObjectKind.SCHEMA,
          ObjectKind.EXTENSION,
          ObjectKind.TABLE,
          ObjectKind.FOREIGN_TABLE,
          ObjectKind.VIEW,
          ObjectKind.MATERIALIZED_VIEW,
          ObjectKind.SEQUENCE,
          ObjectKind.FUNCTION,
          ObjectKind.PROCEDURE,
          ObjectKind.AGGREGATE,
          ObjectKind.ENUM,
          ObjectKind.DOMAIN,
          ObjectKind.COMPOSITE_TYPE,
          ObjectKind.RANGE_TYPE,
          ObjectKind.BASE_TYPE);

  private NameRules() {}

  private static Stream<Finding> renamed(Observed o) {
    boolean schema = o.changed(ObjectKind.SCHEMA).anyMatch(NameRules::hasOtherName);
    Set<ObjectKind> kinds = schema ? EnumSet.of(ObjectKind.SCHEMA) : withColumns();
    return kinds.stream()
        .flatMap(o::changed)
        .filter(NameRules::hasOtherName)
        .filter(changed -> !isOwned(o, changed))
        .filter(changed -> !isStillFound(o, changed.before().name()))
        .map(changed -> renamed(o, changed.before().name(), changed.after().name()));
  }

  private static Set<ObjectKind> withColumns() {
    EnumSet<ObjectKind> kinds = EnumSet.copyOf(NAMED);
    kinds.add(ObjectKind.COLUMN);
    return kinds;
  }

  /** A column of a renamed table keeps its own name. */
  private static boolean hasOtherName(Difference.Changed changed) {
    ObjectName before = changed.before().name();
    ObjectName after = changed.after().name();
    boolean moved = before.parent().isEmpty() && !before.schema().equals(after.schema());
    return moved || !before.name().equals(after.name());
  }

  /** A sequence that moves along with its table. */
  private static boolean isOwned(Observed o, Difference.Changed changed) {
    return changed.after().name().kind() == ObjectKind.SEQUENCE
        && changed.after().get(Attribute.OWNED_BY).isPresent()
        && o.changed(ObjectKind.TABLE).anyMatch(NameRules::hasOtherName);
  }

  /** Under the old name there is a new object at the end, such as a view over the new table. */
  private static boolean isStillFound(Observed o, ObjectName old) {
    return Stream.concat(Stream.of(old.kind()), Stream.of(ObjectKind.VIEW, ObjectKind.TABLE))
        .map(kind -> new ObjectName(kind, old.schema(), old.parent(), old.name()))
        .anyMatch(o.story()::endsWith);
  }

  private static Finding renamed(Observed o, ObjectName before, ObjectName after) {
    return o.at(
        before.name(),
        Rule.B1,
        o.withEffects("renames %s to %s".formatted(before, SqlName.of(ownName(after)))),
        before.kind() == ObjectKind.TABLE
            ? "CREATE VIEW %s AS SELECT * FROM %s; -- in the same file, until no version needs it"
                .formatted(SqlName.of(before), SqlName.of(after))
            : "-- add the new one beside the old one, write both, and drop the old one in a later"
                + " release");
  }

  private static ObjectName ownName(ObjectName name) {
    return name.parent().isEmpty() ? name : new ObjectName(name.kind(), "", "", name.name());
  }

  private static Stream<Finding> relabelled(Observed o) {
    return o.changed(ObjectKind.ENUM)
        .filter(type -> type.touches(Attribute.LABELS))
        .filter(type -> Labels.of(type.before()).size() == Labels.of(type.after()).size())
        .map(type ->
            o.here(
                Rule.B1,
                "renames a value of enum " + SqlName.of(type.after().name()),
                "-- add the new value beside the old one"));
  }

  private static Stream<Finding> columns(Observed o) {
    return o.gone(ObjectKind.COLUMN)
        .filter(column -> !o.goesWithTable(column.name()))
        .filter(column -> !o.story().endsWith(column.name()))
        .map(column ->
            o.at(
                column.name().name(),
                Rule.B2,
                o.withEffects("drops " + column.name()),
                "-- in the release after the last that uses it; allow it there:\n"
                    + "-- ignition: allow B2 reason=\"unused since <version>\""));
  }

  private static Stream<Finding> objects(Observed o) {
    List<ObjectName> gone =
        NAMED.stream()
            .flatMap(o::gone)
            .filter(object -> !goesAlong(o, object.name(), object.get(Attribute.OWNED_BY)))
            .map(object -> object.name())
            .filter(name -> !o.story().endsWith(name))
            .toList();
    List<ObjectName> named = gone.stream().filter(name -> isNamed(o, name)).toList();
    List<ObjectName> along = gone.stream().filter(name -> !named.contains(name)).toList();
    return Stream.concat(named.stream().map(name -> dropped(o, name)), cascaded(o, along).stream());
  }

  /** What is inside a dropped schema, or a dropped column's own sequence. */
  private static boolean goesAlong(Observed o, ObjectName name, Optional<String> owner) {
    boolean inSchema =
        name.kind() != ObjectKind.SCHEMA
            && o.gone(ObjectKind.SCHEMA)
                .anyMatch(schema -> schema.name().name().equals(name.schema()));
    boolean owned = name.kind() == ObjectKind.SEQUENCE && owner.isPresent();
    return inSchema || (owned && o.gone(ObjectKind.COLUMN).findAny().isPresent());
  }

  private static boolean isNamed(Observed o, ObjectName name) {
    String own = name.name().replaceFirst("\\(.*", "");
    return !o.has("CASCADE")
        || o.statement().tokens().stream()
            .anyMatch(token -> SqlName.folded(token.text()).equals(own));
  }

  private static Finding dropped(Observed o, ObjectName name) {
    return o.at(
        name.name().replaceFirst("\\(.*", ""),
        Rule.B3,
        o.withEffects("drops " + name),
        "-- in the release after the last that uses it; allow it there:\n"
            + "-- ignition: allow B3 reason=\"unused since <version>\"");
  }

  private static Optional<Finding> cascaded(Observed o, List<ObjectName> along) {
    List<String> victims =
        Stream.concat(
                along.stream().map(ObjectName::toString),
                Stream.concat(o.gone(ObjectKind.CONSTRAINT), o.gone(ObjectKind.TRIGGER))
                    .map(object -> object.name())
                    .filter(name -> !o.goesWithTable(name))
                    .filter(name -> !isNamed(o, name))
                    .filter(name -> !losesColumn(o, name))
                    .map(ObjectName::toString))
            .toList();
    return o.has("CASCADE") && !victims.isEmpty()
        ? Optional.of(
            o.at("cascade", Rule.D5, "CASCADE drops " + Sentence.names(victims) + " too", ""))
        : Optional.empty();
  }

  private static boolean losesColumn(Observed o, ObjectName part) {
    return o.gone(ObjectKind.COLUMN)
        .anyMatch(column -> SqlName.table(column.name()).equals(SqlName.table(part)));
  }
}
