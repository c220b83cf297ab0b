package org.ignition.migration.history;

import java.util.Locale;
import java.util.Optional;
import org.ignition.migration.Layout;
import org.ignition.migration.MigrationVersion;

/** What a person says of a database whose history can't be told: the input {@code baseline}. */
public sealed interface Baseline {

  /** Nobody said anything. */
  Baseline NOT_GIVEN = new NotGiven();

  /** No migration was ever applied, whatever tables there are. */
  Baseline NOTHING = new Nothing();

  /** See {@link Baseline#NOT_GIVEN}. */
  record NotGiven() implements Baseline {}

  /** See {@link Baseline#NOTHING}. */
  record Nothing() implements Baseline {}

  /**
   * A migration and all before it were applied.
   *
   * @param version of the migration
   */
  record At(MigrationVersion version) implements Baseline {}

  /**
   * What {@code text} says: {@code none} or zeros for nothing, a version, or nothing at all when it
   * is blank.
   *
   * @return empty when it says anything else
   */
  static Optional<Baseline> parse(String text) {
    String said = text.strip().toLowerCase(Locale.ROOT);
    if (said.isEmpty()) {
      return Optional.of(NOT_GIVEN);
    }
    if (said.equals("none")) {
      return Optional.of(NOTHING);
    }
    return new VersionText(Layout.SEED).read(said).map(At::new);
  }
}
