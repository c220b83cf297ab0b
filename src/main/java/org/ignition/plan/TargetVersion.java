package org.ignition.plan;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.history.Sequences;

/** Finds the schema version that a user names. */
public final class TargetVersion {

  private static final int MOST_NAMED = 10;
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** By sequence, those that are applied and those that are pending. */
  private final TreeMap<Long, MigrationVersion> known = new TreeMap<>();

  /** One of those that {@code sequences} has an integer for. */
  public TargetVersion(Sequences sequences) {
    sequences.byVersion().forEach((version, sequence) -> known.put(sequence, version));
  }

  /**
   * The sequence that {@code named} means: the schema's version or else a file's.
   *
   * @throws InputException when no migration has it
   */
  public OptionalLong of(Optional<MigrationVersion> named) {
    return named.map(this::sequence).map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  private long sequence(MigrationVersion named) {
    Optional<Long> byNumber = find(each -> isNumber(named, each.getKey()));
    Optional<Long> byVersion = find(each -> each.getValue().compareTo(named) == 0);
    if (byNumber.isPresent() && byVersion.isPresent() && !byNumber.equals(byVersion)) {
      throw ambiguous(named, byNumber.get(), byVersion.get());
    }
    return byNumber.or(() -> byVersion).orElseGet(() -> beforeTheFirst(named));
  }

  private Optional<Long> find(Predicate<Map.Entry<Long, MigrationVersion>> wanted) {
    return known.entrySet().stream().filter(wanted).map(Map.Entry::getKey).findFirst();
  }

  private InputException ambiguous(MigrationVersion named, long byNumber, long byVersion) {
    return new InputException(
        Problem.of(
            ErrorCode.SCHEMA_TARGET_UNKNOWN,
            "Two migrations could be meant by " + named.text() + ", which `to` names",
            "It is the schema version of "
                + known.get(byNumber)
                + ", and the version of the file with schema version "
                + byVersion,
            "Write the version with all its parts, such as "
                + known.get(byNumber)
                + " or "
                + named.text()
                + ".0"));
  }

  /** A version of several parts, as {@code 2.0}, is a file's. */
  private static boolean isNumber(MigrationVersion named, long sequence) {
    return NUMBER.matcher(named.text()).matches()
        && named.compareTo(MigrationVersion.of(Long.toString(sequence))) == 0;
  }

  private long beforeTheFirst(MigrationVersion named) {
    if (!isNumber(named, 0)) {
      throw new InputException(
          Problem.of(
              ErrorCode.SCHEMA_TARGET_UNKNOWN,
              "No migration has the version " + named.text() + " that `to` names",
              "",
              "Name one of these, or 0 for before the first: " + some()));
    }
    return known.isEmpty() ? 0 : Math.min(0, known.firstKey() - 1);
  }

  private String some() {
    String newest =
        known.descendingKeySet().stream()
            .limit(MOST_NAMED)
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return known.size() > MOST_NAMED ? newest + ", …" : newest;
  }
}
