package org.ignition.migration.sql;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.ignition.migration.sql.SqlScript.Flaw;

/** A flaw whose position is not yet known. */
record RawFlaw(Flaw.Kind kind, int offset, String words) {

  /** Nobody reads more; a hostile file may hold millions. */
  static final int MOST = 100;

  private static final int LONGEST = 60;

  /** All of them with their positions in {@code text}, in order. */
  static List<Flaw> locate(Stream<RawFlaw> flaws, String text) {
    Lines lines = new Lines(text);
    return flaws
        .sorted(Comparator.comparingInt(RawFlaw::offset))
        .limit(MOST)
        .map(flaw -> new Flaw(flaw.kind, lines.at(flaw.offset), shortened(flaw.words)))
        .toList();
  }

  private static String shortened(String words) {
    String line = words.lines().findFirst().orElse("");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
