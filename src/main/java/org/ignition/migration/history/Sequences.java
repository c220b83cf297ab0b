package org.ignition.migration.history;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.MigrationVersion;

/**
 * The integer that stands for each version of a schema: the version itself where all of them are
 * one number that fits, else its ordinal, counted from 1. What a database remembers stays, so that
 * an integer never means two things there.
 *
 * @param byVersion an integer for each version
 */
public record Sequences(SortedMap<MigrationVersion, Long> byVersion) {

  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

  /** Copies the map. */
  public Sequences {
    byVersion = new TreeMap<>(byVersion);
  }

  /** Those of a folder that no database has seen. */
  public static Sequences of(MigrationSet set) {
    return of(versions(set), Map.of());
  }

  /**
   * Those of {@code versions}.
   *
   * @param remembered by the database, of versions that may be among {@code versions} or not
   */
  public static Sequences of(
      Collection<MigrationVersion> versions, Map<MigrationVersion, Long> remembered) {
    SortedMap<MigrationVersion, Long> known = new TreeMap<>(remembered);
    SortedSet<MigrationVersion> all = new TreeSet<>(versions);
    all.addAll(known.keySet());
    return new Sequences(areNumbers(all, known) ? numbers(all) : ordinals(all, known));
  }

  /** The versions of all migrations of {@code set}. */
  static SortedSet<MigrationVersion> versions(MigrationSet set) {
    return set.migrations().stream()
        .map(Migration::version)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * What stands for {@code version}.
   *
   * @throws IllegalArgumentException when it is none of those that these were made of
   */
  public long of(MigrationVersion version) {
    Long sequence = byVersion.get(version);
    if (sequence == null) {
      throw new IllegalArgumentException("no sequence of " + version);
    }
    return sequence;
  }

  /** Whether each integer is the version itself, and none an ordinal. */
  boolean areNumbers() {
    return areNumbers(new TreeSet<>(byVersion.keySet()), byVersion);
  }

  /** Numbers must also come in the order of the versions, which diesel compares as texts. */
  private static boolean areNumbers(
      SortedSet<MigrationVersion> all, SortedMap<MigrationVersion, Long> known) {
    BigInteger last = BigInteger.ONE.negate();
    for (MigrationVersion each : all) {
      if (!NUMBER.matcher(each.text()).matches()) {
        return false;
      }
      BigInteger number = new BigInteger(each.text());
      if (number.compareTo(last) <= 0 || number.compareTo(GREATEST) > 0) {
        return false;
      }
      last = number;
    }
    return known.entrySet().stream()
        .allMatch(each -> number(each.getKey()) == each.getValue().longValue());
  }

  private static SortedMap<MigrationVersion, Long> numbers(SortedSet<MigrationVersion> all) {
    SortedMap<MigrationVersion, Long> numbers = new TreeMap<>();
    all.forEach(each -> numbers.put(each, number(each)));
    return numbers;
  }

  private static long number(MigrationVersion version) {
    return new BigInteger(version.text()).longValueExact();
  }

  /** What comes late although its version is lower than a remembered one is counted last. */
  private static SortedMap<MigrationVersion, Long> ordinals(
      SortedSet<MigrationVersion> all, SortedMap<MigrationVersion, Long> known) {
    SortedMap<MigrationVersion, Long> ordinals = new TreeMap<>(known);
    long next = known.values().stream().mapToLong(Long::longValue).max().orElse(0) + 1;
    for (MigrationVersion each : inOrderOfArrival(all, known)) {
      ordinals.put(each, next++);
    }
    return ordinals;
  }

  private static Collection<MigrationVersion> inOrderOfArrival(
      SortedSet<MigrationVersion> all, SortedMap<MigrationVersion, Long> known) {
    SortedSet<MigrationVersion> unknown = new TreeSet<>(all);
    unknown.removeAll(known.keySet());
    if (known.isEmpty()) {
      return unknown;
    }
    MigrationVersion newest = Objects.requireNonNull(known.lastKey());
    List<MigrationVersion> arrival = new ArrayList<>(unknown.tailSet(newest));
    arrival.addAll(unknown.headSet(newest));
    return arrival;
  }
}
