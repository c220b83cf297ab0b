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
import org.ignition.migration.trace.LockMode;
import org.ignition.migration.trace.StatementTrace;

/** Constraints that existing rows must meet: V1, V2, V4, V5, L21. */
final class ValidationRules {

  static final List<Check> CHECKS =
      List.of(
          ValidationRules::checked,
          ValidationRules::notNull,
          ValidationRules::required,
          ValidationRules::unique,
          ValidationRules::validated);

  private ValidationRules() {}

  private static Stream<Finding> checked(Observed o) {
    return o.added(ObjectKind.CONSTRAINT)
        .filter(constraint -> Constraints.kind(constraint).equals("check"))
        .filter(Constraints::isValid)
        .filter(constraint -> o.scansTableOf(constraint.name()))
        .map(constraint -> checked(o, constraint));
  }

  private static Finding checked(Observed o, SchemaObject constraint) {
    return o.at(
        constraint.name().name(),
        Rule.V1,
        o.withEffects("verifies " + SqlName.quote(constraint.name().name())),
        Constraints.notValid(constraint));
  }

  private static Stream<Finding> notNull(Observed o) {
    return o.changed(ObjectKind.COLUMN)
        .filter(ValidationRules::refusesNullNow)
        .filter(column -> isVerified(o, column.after().name()))
        .map(column ->
            o.at(
                column.after().name().name(),
                Rule.V2,
                o.withEffects(
                    "verifies that %s holds no NULL"
                        .formatted(SqlName.quote(column.after().name().name()))),
                NotNull.stepByStep(column.after().name(), o.major())));
  }

  private static boolean refusesNullNow(Difference.Changed column) {
    return column.touches(Attribute.NOT_NULL) && isRequired(column.after());
  }

  static boolean isRequired(SchemaObject column) {
    return column.get(Attribute.NOT_NULL).filter("true"::equals).isPresent();
  }

  /** Key, rewrite and VALIDATE are rules of their own. */
  private static boolean isVerified(Observed o, ObjectName column) {
    return o.scansTableOf(column)
        && !o.rewritesTableOf(column)
        && !o.has("VALIDATE")
        && o.added(ObjectKind.CONSTRAINT)
            .noneMatch(constraint -> Constraints.kind(constraint).equals("primary key"));
  }

  private static Stream<Finding> required(Observed o) {
    return o.added(ObjectKind.COLUMN)
        .filter(ValidationRules::isRequired)
        .filter(column ->
            Stream.of(Attribute.DEFAULT, Attribute.IDENTITY, Attribute.GENERATED)
                .allMatch(attribute -> column.get(attribute).isEmpty()))
        .map(column -> required(o, column));
  }

  private static Finding required(Observed o, SchemaObject column) {
    String table = SqlName.table(column.name());
    String name = SqlName.quote(column.name().name());
    return o.at(
        column.name().name(),
        Rule.V4,
        "adds column %s.%s, NOT NULL without a default: fails when %s has rows"
            .formatted(table, name, table),
        "ALTER TABLE %s ADD COLUMN %s %s NOT NULL DEFAULT <constant>;"
            .formatted(table, name, column.get(Attribute.TYPE).orElse("<type>")));
  }

  /** What is unique among a few rows need not be in production. */
  private static Stream<Finding> unique(Observed o) {
    return o.added(ObjectKind.INDEX)
        .filter(index -> index.get(Attribute.UNIQUE).filter("true"::equals).isPresent())
        .flatMap(index -> unique(o, index).stream());
  }

  private static Optional<Finding> unique(Observed o, SchemaObject index) {
    List<String> columns =
        index.get(Attribute.COLUMNS).stream()
            .flatMap(text -> Stream.of(text.split(",")))
            .map(String::strip)
            .toList();
    boolean plain =
        !columns.isEmpty()
            && columns.stream().allMatch(column -> o.columnExisted(index.name(), column));
    return plain ? Optional.of(unique(o, index.name(), columns)) : Optional.empty();
  }

  private static Finding unique(Observed o, ObjectName index, List<String> columns) {
    String list = String.join(", ", columns.stream().map(SqlName::quote).toList());
    return o.at(
            index.name(),
            Rule.V5,
            "rows of %s must be unique by %s".formatted(SqlName.table(index), list),
            "SELECT %1$s, count(*) FROM %2$s GROUP BY %1$s HAVING count(*) > 1 LIMIT 1;"
                .formatted(list, SqlName.table(index)))
        .weighing(Severity.NOTE);
  }

  private static Stream<Finding> validated(Observed o) {
    return Stream.concat(o.changedAtAll(ObjectKind.CONSTRAINT), o.changedAtAll(ObjectKind.COLUMN))
        .filter(ValidationRules::isValidNow)
        .flatMap(constraint -> validated(o, constraint.after().name()).stream());
  }

  private static boolean isValidNow(Difference.Changed changed) {
    return !Constraints.isValid(changed.before()) && Constraints.isValid(changed.after());
  }

  private static Optional<Finding> validated(Observed o, ObjectName constraint) {
    return o.trace().scans().stream()
        .map(StatementTrace.Scan::relation)
        .filter(relation -> Observed.isTableOf(relation, constraint))
        .filter(relation ->
            o.earlier()
                .on(relation)
                .filter(held -> held.mode().compareTo(LockMode.SHARE) >= 0)
                .isPresent())
        .findFirst()
        .map(relation ->
            o.at(
                constraint.name(),
                Rule.L21,
                o.withEffects("validates " + SqlName.quote(constraint.name())),
                "-- alone, in the next migration\n" + o.statement().text() + ";"));
  }
}
