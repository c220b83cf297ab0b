package org.ignition.migration.history;

import java.util.Collection;
import java.util.stream.Collectors;
import org.ignition.image.Quoted;

/** Names from outside in a sentence: the first few, so that a line stays a line. */
final class Listed {

  private static final int MOST = 5;
  private static final int LONGEST = 80;

  private Listed() {}

  /** Such as {@code 0003, 0005 and 7 more}. */
  static String of(Collection<?> names) {
    String first =
        names.stream()
            .limit(MOST)
            .map(each -> Quoted.line(each.toString(), LONGEST))
            .collect(Collectors.joining(", "));
    return names.size() > MOST ? first + " and " + (names.size() - MOST) + " more" : first;
  }

  /** Such as {@code 1 migration} or {@code 12 migrations}. */
  static String count(long count, String singular) {
    return count + " " + singular + (count == 1 ? "" : "s");
  }
}
