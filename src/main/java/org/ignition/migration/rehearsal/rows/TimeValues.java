package org.ignition.migration.rehearsal.rows;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Values of the types for dates and times, in their text form. */
final class TimeValues {

  private static final LocalDate FIRST = LocalDate.of(2001, 1, 1);

  private TimeValues() {}

  static List<String> of(String type, int ordinal) {
    return switch (type) {
      case "date" -> dates(ordinal).toList();
      case "timestamp" -> dates(ordinal).map(date -> date + " 12:00:00").toList();
      case "timestamptz" -> dates(ordinal).map(date -> date + " 12:00:00+00").toList();
      case "interval" ->
          List.of(ordinal + " hours", "0", "1 day", "30 days", "1 minute", "1 year", "100 years");
      case "time" -> List.of(clock(ordinal), "00:00:00", "12:00:00", "23:59:59");
      default -> List.of(clock(ordinal) + "+00", "00:00:00+00", "23:59:59+00");
    };
  }

  /** The days that {@code constants} begin with, and those beside them. */
  static List<String> around(List<String> constants) {
    return constants.stream()
        .flatMap(text -> day(text).stream())
        .flatMap(day -> Stream.of(day, day.plusDays(1), day.minusDays(1)))
        .map(LocalDate::toString)
        .distinct()
        .toList();
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text.substring(0, Math.min(10, text.length()))));
    } catch (DateTimeParseException none) {
      return Optional.empty();
    }
  }

  private static Stream<String> dates(int ordinal) {
    LocalDate date = FIRST.plusDays(ordinal);
    return Stream.of(
            date,
            FIRST,
            date.plusDays(1),
            date.plusDays(2),
            date.plusYears(1),
            date.minusYears(10),
            date.plusYears(60))
        .map(LocalDate::toString);
  }

  private static String clock(int ordinal) {
    return "%02d:00:00".formatted(ordinal % 24);
  }
}
