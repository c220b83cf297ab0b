package org.ignition.migration.hazard;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaObject;

/** What the version that runs now may trip over: B5–B8, B10, B11, B13. */
final class CompatibilityRules {

  static final List<Check> CHECKS =
      List.of(
          CompatibilityRules::required,
          CompatibilityRules::constrained,
          CompatibilityRules::unique,
          CompatibilityRules::optional,
          CompatibilityRules::defaulted,
          CompatibilityRules::extended,
          CompatibilityRules::unwritable,
          CompatibilityRules::called,
          CompatibilityRules::added);

  private CompatibilityRules() {}

  private static Stream<Finding> required(Observed o) {
    return o.changed(ObjectKind.COLUMN)
        .filter(column -> column.touches(Attribute.NOT_NULL))
        .filter(column -> ValidationRules.isRequired(column.after()))
        .filter(_ -> !o.said("existing constraints on column") && !o.has("VALIDATE"))
        .filter(column -> !isKeyColumn(o, column.after().name()))
        .map(column ->
            o.at(
                column.after().name().name(),
                Rule.B5,
                "%s must not be NULL from now on".formatted(column.after().name()),
                ""));
  }

  private static boolean isKeyColumn(Observed o, ObjectName column) {
    return o.added(ObjectKind.CONSTRAINT)
        .filter(key -> Constraints.kind(key).equals("primary key"))
        .anyMatch(key -> SqlName.table(key.name()).equals(SqlName.table(column)));
  }

  /** A partition that is detached keeps its bound as a CHECK, which is nothing new. */
  private static Stream<Finding> constrained(Observed o) {
    return o.added(ObjectKind.CONSTRAINT)
        .filter(constraint -> bindsOldColumns(o, constraint))
        .filter(constraint -> !restsOnIndex(o, constraint) && !o.has("DETACH"))
        .map(constraint -> binding(o, constraint));
  }

  /** Rows that leave out the new columns meet a constraint on nothing else. */
  private static boolean bindsOldColumns(Observed o, SchemaObject part) {
    List<String> columns = columns(part);
    return columns.isEmpty()
        || columns.stream().anyMatch(column -> o.columnExisted(part.name(), column));
  }

  static List<String> columns(SchemaObject part) {
    return part.get(Attribute.COLUMNS).stream()
        .flatMap(text -> Stream.of(text.split(",")))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** The index was there, so it was unique already. */
  private static boolean restsOnIndex(Observed o, SchemaObject constraint) {
    boolean unique =
        Constraints.kind(constraint).equals("unique")
            || Constraints.kind(constraint).equals("primary key");
    return unique
        && !requires(o, constraint)
        && o.appeared(ObjectKind.INDEX)
            .noneMatch(index -> index.name().name().equals(constraint.name().name()));
  }

  /** Whether a key makes a column refuse NULL that did not. */
  private static boolean requires(Observed o, SchemaObject key) {
    return o.changed(ObjectKind.COLUMN)
        .filter(column -> column.touches(Attribute.NOT_NULL))
        .anyMatch(column -> SqlName.table(column.after().name()).equals(SqlName.table(key.name())));
  }

  private static Stream<Finding> unique(Observed o) {
    List<String> constraints =
        o.added(ObjectKind.CONSTRAINT).map(constraint -> constraint.name().name()).toList();
    return o.added(ObjectKind.INDEX)
        .filter(index -> index.get(Attribute.UNIQUE).filter("true"::equals).isPresent())
        .filter(index -> !constraints.contains(index.name().name()))
        .filter(index -> bindsOldColumns(o, index))
        .map(index -> binding(o, index));
  }

  private static Finding binding(Observed o, SchemaObject object) {
    String kind = Optional.of(Constraints.kind(object)).filter(k -> !k.isEmpty()).orElse("unique");
    Finding finding =
        o.at(
            object.name().name(),
            Rule.B5,
            "new rows of %s must meet %s %s from now on"
                .formatted(SqlName.table(object.name()), kind, SqlName.quote(object.name().name())),
            "");
    return o.earlier().mayReplace(object) || isReplacedHere(o, object)
        ? finding.weighing(Severity.NOTE)
        : finding;
  }

  private static boolean isReplacedHere(Observed o, SchemaObject object) {
    return o.gone(object.name().kind())
        .filter(gone -> SqlName.table(gone.name()).equals(SqlName.table(object.name())))
        .anyMatch(gone -> Constraints.kind(gone).equals(Constraints.kind(object)));
  }

  private static Stream<Finding> optional(Observed o) {
    return o.changed(ObjectKind.COLUMN)
        .filter(column -> column.touches(Attribute.NOT_NULL))
        .filter(column -> !ValidationRules.isRequired(column.after()))
        .map(column ->
            o.at(
                column.after().name().name(),
                Rule.B6,
                o.withEffects(column.after().name() + " may be NULL"),
                ""));
  }

  private static Stream<Finding> defaulted(Observed o) {
    return o.changed(ObjectKind.COLUMN)
        .filter(column -> column.touches(Attribute.DEFAULT))
        .filter(column ->
            Stream.of(Attribute.TYPE, Attribute.GENERATED, Attribute.IDENTITY)
                .noneMatch(column::touches))
        .filter(column -> column.after().get(Attribute.GENERATED).isEmpty())
        .filter(column -> !isRenamedFunction(o))
        .map(column -> defaulted(o, column));
  }

  /** The text of a default follows the name of the sequence or function that it calls. */
  private static boolean isRenamedFunction(Observed o) {
    return o.has("RENAME") || o.has("SCHEMA");
  }

  private static Finding defaulted(Observed o, Difference.Changed column) {
    Optional<String> now = column.after().get(Attribute.DEFAULT);
    String name = column.after().name().toString();
    boolean fails = now.isEmpty() && ValidationRules.isRequired(column.after());
    String message =
        now.map(value -> name + " gets the default " + value).orElse(name + " has no default");
    Finding finding =
        o.at(
            column.after().name().name(),
            Rule.B7,
            o.withEffects(fails ? message + " and refuses NULL" : message),
            "");
    return fails ? finding : finding.weighing(Severity.NOTE);
  }

  private static Stream<Finding> extended(Observed o) {
    return o.changed(ObjectKind.ENUM)
        .filter(type -> Labels.of(type.after()).size() > Labels.of(type.before()).size())
        .map(type ->
            o.here(
                Rule.B8,
                "adds a value to enum " + SqlName.of(type.after().name()),
                "-- release what reads the value before what writes it"));
  }

  private static Stream<Finding> unwritable(Observed o) {
    return Stream.concat(
            o.changed(ObjectKind.COLUMN)
                .filter(column -> column.touches(Attribute.IDENTITY))
                .map(Difference.Changed::after),
            o.added(ObjectKind.COLUMN)
                .filter(column -> o.columnExisted(column.name(), column.name().name())))
        .filter(CompatibilityRules::isComputed)
        .map(column ->
            o.at(
                column.name().name(),
                Rule.B10,
                o.withEffects(column.name() + " can't be written any more"),
                ""));
  }

  private static boolean isComputed(SchemaObject column) {
    return column.get(Attribute.GENERATED).isPresent()
        || column.get(Attribute.IDENTITY).filter("always"::equals).isPresent();
  }

  private static Stream<Finding> called(Observed o) {
    return Stream.of(ObjectKind.FUNCTION, ObjectKind.PROCEDURE)
        .flatMap(o::changed)
        .filter(function ->
            function.touches(Attribute.DEFINITION) || function.touches(Attribute.VOLATILITY))
        .filter(function -> !function.isRenamed())
        .map(function ->
            o.at(
                function.after().name().name().replaceFirst("\\(.*", ""),
                Rule.B11,
                "replaces " + function.after().name() + volatility(function),
                ""));
  }

  private static String volatility(Difference.Changed function) {
    return function.touches(Attribute.VOLATILITY)
        ? ", which is "
            + function.after().get(Attribute.VOLATILITY).orElse("volatile")
            + " now and was "
            + function.before().get(Attribute.VOLATILITY).orElse("volatile")
        : "";
  }

  private static Stream<Finding> added(Observed o) {
    return o.added(ObjectKind.COLUMN)
        .map(column -> o.at(column.name().name(), Rule.B13, "adds " + column.name(), ""));
  }
}
