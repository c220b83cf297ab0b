package org.ignition.migration.history;

import java.util.Optional;
import java.util.regex.Pattern;
import org.ignition.migration.Layout;
import org.ignition.migration.MigrationVersion;

/**
 * Reads the versions that a database holds as the folder's layout reads those of its files.
 *
 * @param layout of the folder
 */
record VersionText(Layout layout) {

  private static final Pattern DIGITS = Pattern.compile("\\d{1,100}");
  private static final Pattern NUMBERS = Pattern.compile("\\d{1,100}(?:[._-]\\d{1,100})*");

  /** The version that {@code text} writes; empty when it is none. */
  Optional<MigrationVersion> read(String text) {
    String stripped = text.strip();
    if (layout == Layout.DIESEL) {
      return DIGITS.matcher(stripped).matches()
          ? Optional.of(MigrationVersion.ofDigits(stripped))
          : Optional.empty();
    }
    return NUMBERS.matcher(stripped).matches()
        ? Optional.of(MigrationVersion.of(stripped))
        : Optional.empty();
  }

  /** {@code version} as the layout compares it. */
  MigrationVersion read(MigrationVersion version) {
    return layout == Layout.DIESEL ? read(version.text()).orElse(version) : version;
  }
}
