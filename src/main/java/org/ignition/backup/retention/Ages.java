package org.ignition.backup.retention;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes durations for people. */
public final class Ages {

  private static final int MOST_UNITS = 2;

  private Ages() {}

  /** The two largest units, such as {@code 30 days 5 hours}, rounded down. */
  public static String words(Duration age) {
    List<String> parts =
        Stream.of(
                part(age.toDays(), "day"),
                part(age.toHoursPart(), "hour"),
                part(age.toMinutesPart(), "minute"),
                part(age.toSecondsPart(), "second"))
            .filter(part -> !part.isEmpty())
            .toList();
    return parts.isEmpty()
        ? "0 seconds"
        : parts.stream().limit(MOST_UNITS).collect(Collectors.joining(" "));
  }

  private static String part(long count, String unit) {
    return count == 0 ? "" : count + " " + unit + (count == 1 ? "" : "s");
  }
}
