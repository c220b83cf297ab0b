package org.ignition.migration.report;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.json.DocumentKind;
import org.ignition.json.Fields;

/** Values of a report that more than one mapping of it has. Every error names key, line, column. */
final class ReportFields {

  static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.MIGRATION_REPORT_INVALID, InputException::new);

  private static final String ADVICE = "Run `check-migrations` again to write it anew";
  private static final double LONGEST_SECONDS = 1e9;

  private ReportFields() {}

  static IgnitionException invalid(Fields fields, String key, String what) {
    return fields.invalid(key, what, ADVICE);
  }

  /** The text of {@code key}, which must be there and may be empty. */
  static String text(Fields fields, String key) {
    return fields.text(key).orElseThrow(() -> invalid(fields, key, "missing"));
  }

  static boolean bool(Fields fields, String key) {
    return fields.bool(key).orElseThrow(() -> invalid(fields, key, "missing"));
  }

  static long number(Fields fields, String key) {
    return fields
        .integer(key)
        .filter(number -> number >= 0)
        .orElseThrow(() -> invalid(fields, key, "not a number from 0 up"));
  }

  static int count(Fields fields, String key) {
    long number = number(fields, key);
    if (number > Integer.MAX_VALUE) {
      throw invalid(fields, key, "too large");
    }
    return (int) number;
  }

  /** To the millisecond. Exact decimals would cost the first who reads one 20 ms of their own. */
  static Duration seconds(Fields fields, String key) {
    try {
      double seconds = Double.parseDouble(text(fields, key));
      if (seconds >= 0 && seconds <= LONGEST_SECONDS) {
        return Duration.ofMillis(Math.round(seconds * 1000));
      }
    } catch (NumberFormatException e) {
      throw invalid(fields, key, "not a number");
    }
    throw invalid(fields, key, "not a number of seconds");
  }

  static Path path(Fields fields, String key) {
    return toPath(fields, key, text(fields, key));
  }

  static Path toPath(Fields fields, String key, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw invalid(fields, key, "not a path");
    }
  }

  /** The value that {@code words} gives the text of {@code key}. */
  static <T> T constant(Fields fields, String key, T[] values, Function<T, String> words) {
    String text = text(fields, key);
    return Arrays.stream(values)
        .filter(value -> words.apply(value).equals(text))
        .findFirst()
        .orElseThrow(() -> invalid(fields, key, "none of " + all(values, words)));
  }

  static <T> T constant(Fields fields, String key, T[] values) {
    return constant(fields, key, values, Object::toString);
  }

  private static <T> String all(T[] values, Function<T, String> words) {
    return Arrays.stream(values).map(words).collect(Collectors.joining(", "));
  }

  /** What {@code read} makes of a mapping in which no other key may stand. */
  static <T> T whole(Fields fields, Function<Fields, T> read) {
    T value = read.apply(fields);
    fields.rejectUnknown();
    return value;
  }

  static <T> List<T> list(Fields fields, String key, Function<Fields, T> read) {
    if (fields.node(key).isEmpty()) {
      throw invalid(fields, key, "missing");
    }
    return fields.list(key).stream().map(item -> whole(item, read)).toList();
  }

  static <T> T mapping(Fields fields, String key, Function<Fields, T> read) {
    return whole(fields.fields(key).orElseThrow(() -> invalid(fields, key, "missing")), read);
  }
}
