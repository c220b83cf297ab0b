package org.ignition.migration.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** Why each rule matters; the sentences are in {@code why.properties} beside this class. */
final class RuleReasons {

  private static final Properties TEXTS = load();

  private RuleReasons() {}

  static String of(Rule rule) {
    return Objects.requireNonNull(TEXTS.getProperty(rule.name()), rule.name());
  }

  private static Properties load() {
    Properties texts = new Properties();
    try (InputStream file =
        Objects.requireNonNull(RuleReasons.class.getResourceAsStream("why.properties"))) {
      texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
