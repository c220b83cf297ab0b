package org.ignition.migration.hazard;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.trace.Relation;
import org.ignition.migration.trace.StatementTrace;

/** Tables and indexes that are written anew: W1–W8, V6. */
final class RewriteRules {

  static final List<Check> CHECKS = List.of(RewriteRules::tables, RewriteRules::indexes);

  /** The first version that keeps the default of a new column in the catalog. */
  private static final int WITH_MISSING_VALUES = 11;

  private RewriteRules() {}

  private static Stream<Finding> tables(Observed o) {
    return isExpected(o)
        ? Stream.empty()
        : o.trace().rewrites().stream()
            .filter(rewrite -> rewrite.relation().kind() == ObjectKind.TABLE)
            .flatMap(rewrite -> table(o, rewrite));
  }

  /** Statements that are rules of their own. */
  private static boolean isExpected(Observed o) {
    return Stream.of("TRUNCATE", "REFRESH", "REINDEX", "VACUUM", "CLUSTER")
        .anyMatch(o.statement()::begins);
  }

  private static Stream<Finding> table(Observed o, StatementTrace.Rewrite rewrite) {
    Relation table = rewrite.relation();
    List<Finding> columns =
        Stream.of(added(o, table), generated(o, table), retyped(o, table))
            .flatMap(found -> found)
            .toList();
    return columns.isEmpty() ? Stream.of(other(o, rewrite)) : columns.stream();
  }

  private static Stream<Finding> added(Observed o, Relation table) {
    return o.appeared(ObjectKind.COLUMN)
        .filter(column -> Observed.isTableOf(table, column.name()))
        .flatMap(column -> added(o, column).stream());
  }

  private static Optional<Finding> added(Observed o, SchemaObject column) {
    if (column.get(Attribute.GENERATED).isPresent()) {
      return column
          .get(Attribute.GENERATED)
          .filter("stored"::equals)
          .map(_ -> added(o, Rule.W3, column, "-- " + VIRTUAL + "\n" + nullable(column)));
    }
    if (column.get(Attribute.IDENTITY).isPresent() || isSerial(column)) {
      return Optional.of(added(o, Rule.W2, column, numbered(column)));
    }
    if (isConstrainedDomain(o, column)) {
      return Optional.of(added(o, Rule.W4, column, "-- a column of the domain's base type"));
    }
    return column.get(Attribute.DEFAULT).map(expression -> defaulted(o, column, expression));
  }

  private static final String VIRTUAL =
      "a plain column that the application or a trigger fills, or VIRTUAL from version 18 on";

  private static Finding defaulted(Observed o, SchemaObject column, String expression) {
    Rule rule = o.major() < WITH_MISSING_VALUES ? Rule.V6 : Rule.W1;
    String table = SqlName.table(column.name());
    String name = SqlName.quote(column.name().name());
    return added(
        o,
        rule,
        column,
        nullable(column)
            + "\nALTER TABLE %s ALTER COLUMN %s SET DEFAULT %s;".formatted(table, name, expression)
            + "\n-- then fill the old rows in batches, outside of this transaction:\n"
            + "UPDATE %s SET %s = DEFAULT WHERE %s IS NULL AND <key> BETWEEN <from> AND <to>;"
                .formatted(table, name, name));
  }

  private static Finding added(Observed o, Rule rule, SchemaObject column, String fix) {
    String what = "adds column " + SqlName.table(column.name()) + "." + column.name().name();
    return o.at(column.name().name(), rule, o.withEffects(what), fix);
  }

  private static String nullable(SchemaObject column) {
    return "ALTER TABLE %s ADD COLUMN %s %s;"
        .formatted(
            SqlName.table(column.name()),
            SqlName.quote(column.name().name()),
            column.get(Attribute.TYPE).orElse("<type>"));
  }

  private static String numbered(SchemaObject column) {
    String table = SqlName.table(column.name());
    String name = SqlName.quote(column.name().name());
    String sequence =
        SqlName.qualified(
            column.name().schema(), column.name().parent() + "_" + column.name().name() + "_seq");
    return nullable(column)
        + """

        CREATE SEQUENCE %1$s OWNED BY %2$s.%3$s;
        ALTER TABLE %2$s ALTER COLUMN %3$s SET DEFAULT nextval('%1$s');
        -- then fill the old rows in batches, outside of this transaction\
        """
            .formatted(sequence, table, name);
  }

  private static boolean isSerial(SchemaObject column) {
    return column.get(Attribute.DEFAULT).filter(text -> text.startsWith("nextval(")).isPresent();
  }

  /** Whether a column's type is a domain; only those with constraints rewrite a table. */
  private static boolean isConstrainedDomain(Observed o, SchemaObject column) {
    String type = column.get(Attribute.TYPE).orElse("");
    return Stream.concat(
            o.story().before().names(ObjectKind.DOMAIN), o.earlier().domains().stream())
        .anyMatch(name -> isNamed(type, name));
  }

  private static boolean isNamed(String type, ObjectName domain) {
    return type.equals(domain.name())
        || type.equals(SqlName.of(domain))
        || type.equals(SqlName.quote(domain.name()))
        || type.equals(domain.schema() + "." + domain.name());
  }

  private static Stream<Finding> generated(Observed o, Relation table) {
    return changedColumns(o, table)
        .filter(column -> column.after().get(Attribute.GENERATED).isPresent())
        .filter(column -> column.touches(Attribute.DEFAULT))
        .map(column ->
            o.at(
                column.after().name().name(),
                Rule.W7,
                o.withEffects("computes " + column.after().name().name() + " anew"),
                "-- a new column with the new expression, then swap the names"));
  }

  private static Stream<Difference.Changed> changedColumns(Observed o, Relation table) {
    return o.changed(ObjectKind.COLUMN)
        .filter(column -> Observed.isTableOf(table, column.after().name()));
  }

  private static Stream<Finding> retyped(Observed o, Relation table) {
    return changedColumns(o, table)
        .filter(column -> column.touches(Attribute.TYPE))
        .map(column -> retyped(o, column));
  }

  private static Finding retyped(Observed o, Difference.Changed column) {
    TypeChange change = TypeChange.of(column);
    String zone =
        change.isBetweenTimestamps()
            ? "; with TimeZone UTC it would not, production has %s"
                .formatted(o.story().target().timeZone())
            : "";
    return o.at(
        column.after().name().name(),
        Rule.W5,
        o.withEffects(change.toString()) + zone,
        Swap.columns(column.after()));
  }

  private static Finding other(Observed o, StatementTrace.Rewrite rewrite) {
    boolean expression =
        rewrite.cause() == StatementTrace.Rewrite.Cause.TYPE
            || rewrite.cause() == StatementTrace.Rewrite.Cause.DEFAULT;
    String table = SqlName.of(rewrite.relation());
    return expression
        ? o.at(
            "using",
            Rule.W8,
            o.withEffects("computes rows of " + table + " anew"),
            "UPDATE %s SET ... WHERE <key> BETWEEN <from> AND <to>; -- in batches".formatted(table))
        : o.here(
            Rule.W6,
            o.withEffects("copies " + table),
            "-- no online form: create a table like it, copy the rows in batches, swap the names");
  }

  /** Indexes that are rebuilt although the table stays; no event tells of them. */
  private static Stream<Finding> indexes(Observed o) {
    return o.changed(ObjectKind.COLUMN)
        .filter(column -> column.touches(Attribute.TYPE))
        .filter(column -> !o.rewritesTableOf(column.after().name()))
        .filter(column -> rebuildsIndexOf(o, column.after().name()))
        .map(column -> retyped(o, column));
  }

  private static boolean rebuildsIndexOf(Observed o, ObjectName column) {
    return o.trace().reasons().stream()
        .anyMatch(reason ->
            reason.startsWith("building index ")
                && reason.contains("on table \"" + column.parent() + '"'));
  }
}
