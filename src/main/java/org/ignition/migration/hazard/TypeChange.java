package org.ignition.migration.hazard;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.Difference;

/**
 * A column's type and the one that it gets, both as {@code format_type} writes them.
 *
 * @param column its name
 */
record TypeChange(String column, String before, String after) {

  private static final Pattern FORM = Pattern.compile("([^(]*)(?:\\(([0-9, -]+)\\)(.*))?");

  /** Types that hold the same values but for a limit. */
  private static final Map<String, String> FAMILIES =
      Map.of(
          "character varying", "text",
          "text", "text",
          "citext", "text",
          "name", "text");

  private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");

  private static final List<String> FLOATS = List.of("real", "double precision");

  private static final Set<String> TIMESTAMPS =
      Set.of("timestamp without time zone", "timestamp with time zone");

  static TypeChange of(Difference.Changed column) {
    return new TypeChange(
        column.after().name().name(),
        column.before().get(Attribute.TYPE).orElse(""),
        column.after().get(Attribute.TYPE).orElse(""));
  }

  /** Whether clients see the same type and every value fits. */
  boolean isWidening() {
    return sameFamily() && !isNarrowing();
  }

  private boolean sameFamily() {
    return family(base(before)).equals(family(base(after)));
  }

  /** Whether a value that fitted may not fit any more. */
  boolean isNarrowing() {
    if (sameFamily()) {
      return isShorter();
    }
    return falls(INTEGERS) || falls(FLOATS) || isToWhole() || isToDate();
  }

  private boolean isShorter() {
    List<Integer> to = limits(after);
    List<Integer> from = limits(before);
    if (to.isEmpty()) {
      return false;
    }
    return from.isEmpty()
        || to.getFirst() - scale(to) < from.getFirst() - scale(from)
        || scale(to) < scale(from);
  }

  /** Whether values are rounded or cut without an error. */
  boolean losesPrecision() {
    boolean scaled = base(after).equals("numeric") && !limits(after).isEmpty();
    boolean fewerDigits =
        scaled
            && sameFamily()
            && (limits(before).isEmpty() || scale(limits(after)) < scale(limits(before)));
    boolean lessTime = TIMESTAMPS.contains(base(after)) && sameFamily() && isShorter();
    return fewerDigits || lessTime || isToWhole() || isToDate() || isToFloat();
  }

  private boolean isToWhole() {
    boolean fraction = FLOATS.contains(base(before)) || base(before).equals("numeric");
    return fraction && INTEGERS.contains(base(after));
  }

  private boolean isToFloat() {
    return falls(FLOATS) || (base(before).equals("numeric") && FLOATS.contains(base(after)));
  }

  private boolean isToDate() {
    return TIMESTAMPS.contains(base(before))
        && (base(after).equals("date") || base(after).startsWith("time "));
  }

  private boolean falls(List<String> ascending) {
    int from = ascending.indexOf(base(before));
    int to = ascending.indexOf(base(after));
    return from >= 0 && to >= 0 && to < from;
  }

  /** Whether one has a time zone and the other hasn't. */
  boolean isBetweenTimestamps() {
    return TIMESTAMPS.contains(base(before))
        && TIMESTAMPS.contains(base(after))
        && !base(before).equals(base(after));
  }

  private static int scale(List<Integer> limits) {
    return limits.size() > 1 ? limits.get(1) : 0;
  }

  private static String family(String base) {
    return FAMILIES.getOrDefault(base, base);
  }

  /** {@code timestamp without time zone} of {@code timestamp(3) without time zone}. */
  private static String base(String type) {
    return form(type).map(m -> m.group(1) + (m.group(3) == null ? "" : m.group(3))).orElse(type);
  }

  private static List<Integer> limits(String type) {
    return form(type).map(m -> m.group(2)).stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(text -> Integer.valueOf(text.strip()))
        .toList();
  }

  private static Optional<Matcher> form(String type) {
    return Optional.of(FORM.matcher(type)).filter(Matcher::matches);
  }

  @Override
  public String toString() {
    return "changes %s from %s to %s".formatted(SqlName.quote(column), before, after);
  }
}
