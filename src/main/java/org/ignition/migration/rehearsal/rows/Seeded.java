package org.ignition.migration.rehearsal.rows;

import java.util.List;
import java.util.stream.Stream;
import org.ignition.migration.trace.Relation;

/**
 * What became of the wish for rows.
 *
 * @param populated tables that hold rows now, those that held some before included
 * @param empty tables for which no row could be made
 * @param needsClone whether a row needs an enum's label that this transaction added, which only a
 *     later one may use
 */
public record Seeded(List<Relation> populated, List<LeftEmpty> empty, boolean needsClone) {

  /** Nothing was wished for. */
  public static final Seeded NONE = new Seeded(List.of(), List.of(), false);

  /** Copies the lists. */
  public Seeded {
    populated = List.copyOf(populated);
    empty = List.copyOf(empty);
  }

  /** The same after {@code later}, another try for the tables that were left empty. */
  Seeded with(Seeded later) {
    return new Seeded(
        Stream.concat(populated.stream(), later.populated.stream()).toList(),
        later.empty,
        later.needsClone);
  }

  /**
   * A table without a row.
   *
   * @param why one line, fit for a report
   */
  public record LeftEmpty(Relation table, String why) {}
}
