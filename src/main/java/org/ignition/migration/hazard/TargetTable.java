package org.ignition.migration.hazard;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.sql.Token;

/**
 * The table that an UPDATE or DELETE names.
 *
 * @param schema as written; empty without one
 */
record TargetTable(String schema, String name) {

  static Optional<TargetTable> of(SqlStatement statement) {
    List<Token> tokens =
        statement.tokens().stream()
            .skip(1)
            .dropWhile(token -> token.is("FROM") || token.is("INTO") || token.is("ONLY"))
            .toList();
    if (tokens.isEmpty() || tokens.getFirst().kind() == Token.Kind.SYMBOL) {
      return Optional.empty();
    }
    String first = SqlName.folded(tokens.getFirst().text());
    boolean qualified = tokens.size() > 2 && tokens.get(1).is(".");
    return Optional.of(
        qualified
            ? new TargetTable(first, SqlName.folded(tokens.get(2).text()))
            : new TargetTable("", first));
  }

  boolean isOld(SchemaView before) {
    return before
        .names(ObjectKind.TABLE)
        .anyMatch(object -> object.name().equals(name) && isIn(object.schema()));
  }

  private boolean isIn(String other) {
    return schema.isEmpty() || schema.equals(other);
  }

  /** Whether no column of the SET list was there before; false when the list is not plain. */
  boolean setsOnlyNew(SqlStatement update, SchemaView before) {
    Set<String> old =
        before
            .names(ObjectKind.TABLE)
            .filter(table -> table.name().equals(name) && isIn(table.schema()))
            .flatMap(table -> before.partsOf(table.schema(), name))
            .map(SchemaObject::name)
            .filter(part -> part.kind() == ObjectKind.COLUMN)
            .map(ObjectName::name)
            .collect(Collectors.toSet());
    List<String> set = SetList.columns(update.tokens());
    return !set.isEmpty() && set.stream().noneMatch(old::contains);
  }
}
