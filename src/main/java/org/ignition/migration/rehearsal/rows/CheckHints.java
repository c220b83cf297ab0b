package org.ignition.migration.rehearsal.rows;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Values that a check itself speaks of: its constants, what lies beside them, and what its patterns
 * match. Which of them satisfy it, the server says.
 */
final class CheckHints {

  private static final Pattern STRING = Pattern.compile("'((?:[^']|'')*)'");
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\w.'])-?\\d{1,18}(?:\\.\\d{1,9})?(?![\\w.])");
  private static final int LONGEST = 4000;
  private static final int MOST = 60;

  private final String expression;
  private final int ordinal;
  private final List<String> strings;

  CheckHints(String expression, int ordinal) {
    this.expression = expression;
    this.ordinal = ordinal;
    this.strings =
        STRING.matcher(expression).results().map(m -> m.group(1).replace("''", "'")).toList();
  }

  /** Whether {@code expression}, as PostgreSQL writes it, names {@code column}. */
  static boolean names(String expression, String column) {
    String word = Pattern.quote(column);
    String quoted = Pattern.quote(SqlText.name(column));
    return Pattern.compile("(?<![\\w$\"])" + word + "(?![\\w$\"])|" + quoted)
        .matcher(expression)
        .find();
  }

  /** Values in text form for a column of {@code type}, a base type's name; the best first. */
  List<String> of(String type) {
    Set<String> all = new LinkedHashSet<>();
    switch (type) {
      case "text", "varchar", "bpchar", "name", "citext", "char" -> all.addAll(texts());
      case "json", "jsonb" -> all.addAll(documents());
      case "date", "timestamp", "timestamptz" -> all.addAll(TimeValues.around(strings));
      default -> {
        all.addAll(numbers());
        all.addAll(strings);
      }
    }
    return all.stream().limit(MOST).toList();
  }

  private Set<String> texts() {
    Set<String> all = new LinkedHashSet<>();
    for (String value : strings) {
      if (value.chars().anyMatch(c -> "^$[]()*+?{}|\\.".indexOf(c) >= 0)) {
        RegexSample.of(value, ordinal).ifPresent(all::add);
        RegexSample.of(value, ordinal + 1).ifPresent(all::add);
      }
      if (value.contains("%") || value.contains("_")) {
        all.add(value.replace("%", "i" + ordinal).replace('_', 'i'));
      }
      all.add(value);
    }
    wholes().filter(size -> size <= LONGEST).forEach(size -> sized(size, all));
    all.addAll(numbers());
    return all;
  }

  /** Texts of this length, one less and one more. */
  private void sized(int size, Set<String> all) {
    for (int length = size; length <= size + 1; length++) {
      all.add(filled('i', length));
      all.add(filled('0', length));
      all.add(filled('I', length));
    }
    all.add(filled('i', size - 1));
  }

  private String filled(char with, int length) {
    if (length <= 0) {
      return "";
    }
    char last = (char) (Character.isDigit(with) ? '0' + ordinal % 10 : with + ordinal % 9);
    return String.valueOf(with).repeat(length - 1) + last;
  }

  private Stream<Integer> wholes() {
    return NUMBER
        .matcher(expression)
        .results()
        .map(m -> m.group())
        .filter(text -> text.length() <= 6 && text.indexOf('.') < 0)
        .map(Integer::valueOf)
        .filter(number -> number >= 0)
        .distinct();
  }

  private List<String> numbers() {
    Set<String> all = new LinkedHashSet<>();
    Matcher number = NUMBER.matcher(expression.replace("'", " "));
    while (number.find()) {
      BigDecimal value = new BigDecimal(number.group());
      all.add(value.add(BigDecimal.valueOf(ordinal)).toPlainString());
      all.add(value.toPlainString());
      all.add(value.subtract(BigDecimal.valueOf(ordinal)).toPlainString());
    }
    return List.copyOf(all);
  }

  private Set<String> documents() {
    Set<String> all =
        new LinkedHashSet<>(List.of("{}", "[]", "\"ignition\"", "1", "true", "null", "[1]"));
    for (String key : strings) {
      all.add("{%s: 1}".formatted(quoted(key)));
      all.add("{%s: {}}".formatted(quoted(key)));
      for (String value : strings) {
        all.add("{%s: %s}".formatted(quoted(key), quoted(value)));
      }
    }
    if (!strings.isEmpty()) {
      all.add(object(" 1"));
      all.add(object(" \"ignition\""));
    }
    return all;
  }

  private String object(String value) {
    return strings.stream()
        .distinct()
        .map(key -> quoted(key) + ":" + value)
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String quoted(String text) {
    return SampleValues.inQuotes(text);
  }
}
