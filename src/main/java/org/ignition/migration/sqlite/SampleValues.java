package org.ignition.migration.sqlite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.SchemaGroup;
import org.ignition.migration.snapshot.SchemaObject;

/** Values for the columns of one table, by their types and by what its checks mention. */
final class SampleValues {

  private final SchemaGroup table;

  SampleValues(SchemaGroup table) {
    this.table = table;
  }

  /** Whether {@code column} is part of the primary key. */
  boolean isKey(SchemaObject column) {
    return constraints("primary key")
        .flatMap(key -> columns(key).stream())
        .anyMatch(name -> name.equals(column.name().name()));
  }

  private Stream<SchemaObject> constraints(String kind) {
    return table.objects().stream()
        .filter(object -> object.get(Attribute.CONSTRAINT_KIND).equals(Optional.of(kind)));
  }

  private static List<String> columns(SchemaObject constraint) {
    return Arrays.asList(constraint.get(Attribute.COLUMNS).orElse("").split(", "));
  }

  /**
   * A literal for a column.
   *
   * @param number of the row, from 1
   * @param attempt from 0; each gives another value until all were given
   */
  String literal(SchemaObject column, int number, int attempt) {
    List<String> all = new ArrayList<>(mentioned(column));
    all.add(plain(column, number));
    all.addAll(List.of("1", "'a'", Integer.toString(100 + number), "'2024-01-0" + number + "'"));
    return all.get((attempt + (mentioned(column).isEmpty() ? 0 : number - 1)) % all.size());
  }

  /** Constants in checks that name the column: one of them is often what it may hold. */
  private List<String> mentioned(SchemaObject column) {
    String name = column.name().name();
    return constraints("check")
        .map(check -> Lexemes.of(check.name().name()))
        .filter(check -> check.stream().anyMatch(each -> each.name().equalsIgnoreCase(name)))
        .flatMap(List::stream)
        .filter(SampleValues::isConstant)
        .map(Lexeme::text)
        .distinct()
        .limit(10)
        .toList();
  }

  private static boolean isConstant(Lexeme lexeme) {
    return lexeme.kind() == Lexeme.Kind.STRING
        || (lexeme.kind() == Lexeme.Kind.WORD
            && lexeme.text().chars().allMatch(c -> c >= '0' && c <= '9'));
  }

  /** By the rules of affinity; SQLite's documentation, “Datatypes”, section 3.1. */
  private static String plain(SchemaObject column, int number) {
    String type = column.get(Attribute.TYPE).orElse("").toUpperCase(Locale.ROOT);
    if (type.contains("BOOL")) {
      return Integer.toString(number % 2);
    }
    if (type.contains("INT")) {
      return Integer.toString(number);
    }
    if (type.contains("DATE") || type.contains("TIME")) {
      return "'2024-01-0" + number + " 00:00:00'";
    }
    if (type.contains("JSON")) {
      return "'{\"n\": " + number + "}'";
    }
    if (type.contains("BLOB")) {
      return "x'0" + number + "'";
    }
    boolean real = Stream.of("REAL", "FLOA", "DOUB", "NUMERIC", "DEC").anyMatch(type::contains);
    return real
        ? number + ".5"
        : "'" + column.name().name().replace("'", "''") + " " + number + "'";
  }

  /** The columns that a foreign key refers to: those that it names, else the primary key. */
  static List<String> referenced(SchemaObject key, SchemaGroup parent) {
    String definition = key.get(Attribute.DEFINITION).orElse("");
    int open = definition.indexOf(" (", definition.indexOf(parent.main().name().name()));
    int close = definition.indexOf(") on update", open);
    List<String> named =
        open < 0 || close < 0
            ? List.of()
            : Stream.of(definition.substring(open + 2, close).split(", "))
                .filter(name -> !name.isEmpty())
                .toList();
    return named.isEmpty() ? primaryKey(parent) : named;
  }

  private static List<String> primaryKey(SchemaGroup table) {
    return new SampleValues(table)
        .constraints("primary key")
        .map(SampleValues::columns)
        .findFirst()
        .orElse(List.of());
  }
}
