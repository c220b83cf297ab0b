package org.ignition.migration.history;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.MigrationVersion;

/**
 * Which version a value of {@code schema_migrations} names. Texts are versions; integers are what
 * {@link Sequences} says, as they were written.
 */
final class RowVersions {

  private static final Pattern FITS = Pattern.compile("\\d{1,18}");

  private final VersionText text;
  private final boolean ordinals;
  private final Sequences sequences;
  private final Map<Long, MigrationVersion> bySequence = new HashMap<>();

  /** Of {@code table}, for the versions of {@code sequences}. */
  RowVersions(VersionTable.Kept table, MigrationSet set, Sequences sequences) {
    this.text = new VersionText(set.layout());
    this.sequences = sequences;
    this.ordinals = !table.textual() && !sequences.areNumbers();
    sequences.byVersion().forEach((version, number) -> bySequence.putIfAbsent(number, version));
  }

  /** The version that {@code value} names; empty when it names none. */
  Optional<MigrationVersion> read(String value) {
    return ordinals ? ordinal(value.strip()) : text.read(value);
  }

  private Optional<MigrationVersion> ordinal(String value) {
    return FITS.matcher(value).matches()
        ? Optional.ofNullable(bySequence.get(Long.valueOf(value)))
        : Optional.empty();
  }

  /** Whether {@code value} would name another version if somebody else had written it. */
  boolean isAmbiguous(String value) {
    return ordinals
        && text.read(value)
            .filter(version -> sequences.byVersion().containsKey(version))
            .filter(version ->
                ordinal(value.strip()).filter(each -> each.compareTo(version) != 0).isPresent())
            .isPresent();
  }
}
