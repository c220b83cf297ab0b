package org.ignition.config;

import java.util.Optional;
import java.util.OptionalLong;
import org.ignition.json.Fields;

/** Reads the section {@code schema}, and schema versions elsewhere. */
final class SchemaSection {

  private static final String ADVICE =
      "Write the version of a migration as a number, such as 7 for 0007_name.sql";

  private SchemaSection() {}

  static SchemaSettings read(Fields fields) {
    SchemaSettings settings =
        new SchemaSettings(
            version(fields, "min").map(OptionalLong::of).orElse(OptionalLong.empty()));
    fields.rejectUnknown();
    return settings;
  }

  /** What stands below {@code key}, where something does. */
  static Optional<Long> version(Fields fields, String key) {
    Optional<Long> version = fields.integer(key);
    if (version.filter(number -> number < 0).isPresent()) {
      throw fields.invalid(key, "is below 0", ADVICE);
    }
    return version;
  }

  /** What stands below {@code key}, where something must. */
  static long required(Fields fields, String key) {
    return version(fields, key).orElseThrow(() -> fields.invalid(key, "is missing", ADVICE));
  }
}
