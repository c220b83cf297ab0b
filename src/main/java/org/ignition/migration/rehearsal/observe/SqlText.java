package org.ignition.migration.rehearsal.observe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Our own SQL, kept in files beside the classes. */
final class SqlText {

  private SqlText() {}

  static String of(String file) {
    try (InputStream text = Objects.requireNonNull(SqlText.class.getResourceAsStream(file), file)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
