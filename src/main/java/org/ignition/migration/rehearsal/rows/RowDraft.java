package org.ignition.migration.rehearsal.rows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds, for each column of a row to be, the expressions that may be its value. */
final class RowDraft {

  private static final Pattern QUOTED_OR_VALUE = Pattern.compile("'[^']*'|\"[^\"]*\"|\\bVALUE\\b");

  private final TableShape table;
  private final Types types;
  private final int ordinal;
  private final Map<Integer, String> references;
  private final Map<Integer, String> required;

  /**
   * The {@code ordinal}-th row of {@code table}.
   *
   * @param references expressions for the columns of foreign keys, by number
   * @param required the same of those that can't be NULL
   */
  RowDraft(
      TableShape table,
      Types types,
      int ordinal,
      Map<Integer, String> references,
      Map<Integer, String> required) {
    this.table = table;
    this.types = types;
    this.ordinal = ordinal;
    this.references = references;
    this.required = required;
  }

  /** With NULL wherever it may be. */
  List<Cell> sparse() {
    return table.columns().stream().flatMap(column -> sparse(column).stream()).toList();
  }

  /** With a value wherever there can be one. */
  List<Cell> full() {
    return table.columns().stream().map(this::full).toList();
  }

  private Optional<Cell> sparse(ColumnShape column) {
    List<Check> checks = checks(column);
    if (!column.notNull()) {
      List<String> values = checks.isEmpty() ? List.of() : values(column, checks, references);
      return Optional.of(
          cell(column, checks, Stream.concat(Stream.of(nothing(column)), values.stream())));
    }
    if (checks.isEmpty() && column.constantDefault().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(cell(column, checks, values(column, checks, required).stream()));
  }

  private Cell full(ColumnShape column) {
    List<Check> checks = checks(column);
    Stream<String> values = values(column, checks, references).stream();
    return cell(
        column,
        checks,
        column.notNull() ? values : Stream.concat(values, Stream.of(nothing(column))));
  }

  private Cell cell(ColumnShape column, List<Check> checks, Stream<String> values) {
    List<String> all = values.distinct().toList();
    return new Cell(column, all, checks.stream().map(Check::expression).toList());
  }

  private String nothing(ColumnShape column) {
    return "NULL::" + types.stored(column).sql();
  }

  private List<String> values(
      ColumnShape column, List<Check> checks, Map<Integer, String> references) {
    Types.Stored stored = types.stored(column);
    Optional<String> reference = Optional.ofNullable(references.get(column.number()));
    if (reference.isPresent()) {
      return List.of("(" + reference.get() + ")::" + stored.sql());
    }
    List<String> samples =
        new SampleValues(types, ordinal).of(stored, table.keys().contains(column.number()));
    Stream<String> values =
        checks.isEmpty()
            ? samples.stream().limit(1)
            : Stream.of(
                    samples.stream().limit(1),
                    checks.stream().flatMap(check -> hints(stored, check)),
                    samples.stream())
                .flatMap(Function.identity())
                .distinct();
    return Stream.concat(
            values.map(value -> SqlText.literal(value) + "::" + stored.sql()),
            checks.isEmpty() ? Stream.of() : column.constantDefault().stream())
        .toList();
  }

  private Stream<String> hints(Types.Stored stored, Check check) {
    return types.find(stored.type()).stream()
        .flatMap(type ->
            switch (type.kind()) {
              case BASE -> hints(type, stored.modifier(), check);
              case ARRAY ->
                  types.find(type.part()).stream()
                      .flatMap(part -> hints(part, stored.modifier(), check))
                      .map(value -> "{" + SampleValues.inQuotes(value) + "}");
              case ENUM, DOMAIN, COMPOSITE, RANGE, MULTIRANGE -> Stream.of();
            });
  }

  private Stream<String> hints(TypeShape base, int modifier, Check check) {
    return new CheckHints(check.expression(), ordinal)
        .of(base.name()).stream()
            .filter(value -> Fitting.fits(base.name(), modifier, value, check.alone()));
  }

  private List<Check> checks(ColumnShape column) {
    Stream<Check> ofTable =
        table.checks().stream()
            .filter(check -> check.columns().contains(column.number()))
            .map(check -> new Check(check.expression(), check.columns().size() == 1));
    Stream<Check> ofType =
        types.stored(column).checks().stream().map(check -> Check.ofDomain(check, column));
    return Stream.concat(ofTable, ofType).toList();
  }

  /**
   * A condition over columns by their names.
   *
   * @param alone whether it is about one column only
   */
  private record Check(String expression, boolean alone) {

    /** Outside of quotes, {@code VALUE} in capitals is what is checked. */
    private static Check ofDomain(String expression, ColumnShape column) {
      String name = SqlText.name(column.name());
      String text =
          QUOTED_OR_VALUE
              .matcher(expression)
              .replaceAll(found ->
                  Matcher.quoteReplacement(found.group().equals("VALUE") ? name : found.group()));
      return new Check(text, true);
    }
  }

  /**
   * A column and what it may hold.
   *
   * @param values expressions, the best first; at least one
   * @param checks conditions that speak of it
   */
  record Cell(ColumnShape column, List<String> values, List<String> checks) {
    /** Copies the lists. */
    Cell {
      values = List.copyOf(values);
      checks = List.copyOf(checks);
    }

    /** Whether any value will do. */
    boolean free() {
      return checks.isEmpty();
    }
  }
}
