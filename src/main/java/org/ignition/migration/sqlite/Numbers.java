package org.ignition.migration.sqlite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for the parts of a table by which they are known again. SQLite has none: its columns are
 * numbered by their place, which a dropped one changes.
 */
final class Numbers {

  /** Between the columns of a new table, so that a rebuild may put others in between. */
  private static final int STEP = 1 << 16;

  private Numbers() {}

  /**
   * Numbers columns, in ascending order.
   *
   * @param before the numbers of those that were there, in order
   * @param names those that there are, in order
   */
  static Map<String, Integer> ofColumns(Map<String, Integer> before, List<String> names) {
    return ascending(renamed(before, names, true), names);
  }

  /**
   * Numbers the columns of a table that was made in another's place: those called the same stay.
   */
  static Map<String, Integer> ofRebuilt(Map<String, Integer> before, List<String> names) {
    return ascending(before, names);
  }

  private static Map<String, Integer> ascending(Map<String, Integer> known, List<String> names) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    int last = 0;
    for (int i = 0; i < names.size(); i++) {
      int number = known.getOrDefault(names.get(i), 0);
      last = number > last ? number : between(last, next(known, names, i, last));
      numbers.put(names.get(i), last);
    }
    return numbers;
  }

  private static int next(Map<String, Integer> known, List<String> names, int at, int last) {
    return names.stream()
        .skip(at + 1L)
        .map(name -> known.getOrDefault(name, 0))
        .filter(number -> number > last)
        .findFirst()
        .orElse(last + 2 * STEP);
  }

  private static int between(int last, int next) {
    return last + Math.max(1, (next - last) / 2);
  }

  /** Numbers parts whose order means nothing. */
  static Map<String, Integer> ofOthers(Map<String, Integer> before, List<String> names) {
    return unordered(renamed(before, names, false), names);
  }

  /** The same for a table that was made in another's place. */
  static Map<String, Integer> ofRebuiltOthers(Map<String, Integer> before, List<String> names) {
    return unordered(before, names);
  }

  private static Map<String, Integer> unordered(Map<String, Integer> known, List<String> names) {
    int last = known.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (String name : names) {
      Integer number = known.get(name);
      numbers.put(name, number == null ? ++last : number);
    }
    return numbers;
  }

  /**
   * The numbers that stay, by the names of now: one statement renames one column, and with it the
   * constraints that name it, but drops and adds none.
   */
  private static Map<String, Integer> renamed(
      Map<String, Integer> before, List<String> names, boolean inPlace) {
    Map<String, Integer> known = new LinkedHashMap<>(before);
    List<String> gone = new ArrayList<>(before.keySet());
    gone.removeAll(names);
    List<String> fresh = new ArrayList<>(names);
    fresh.removeAll(before.keySet());
    boolean pairs =
        gone.size() == fresh.size()
            && (!inPlace || (gone.size() == 1 && isSamePlace(before, names, gone, fresh)));
    for (int i = 0; i < gone.size(); i++) {
      Integer number = known.remove(gone.get(i));
      if (pairs && number != null) {
        known.put(fresh.get(i), number);
      }
    }
    return known;
  }

  private static boolean isSamePlace(
      Map<String, Integer> before, List<String> names, List<String> gone, List<String> fresh) {
    return List.copyOf(before.keySet()).indexOf(gone.getFirst()) == names.indexOf(fresh.getFirst());
  }
}
