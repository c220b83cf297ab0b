package org.ignition.image.inspection;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which values in a configuration look like secrets; {@code docs/secrets.md} says it in words. */
final class ValueRules {

  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i)PASSWORD|PASSWD|(?:^|_)(?:PASSPHRASE|TOKEN|SECRET|API_?KEY|ACCESS_?KEY|SECRET_?KEY"
              + "|PRIVATE_?KEY|ENCRYPTION_?KEY|SIGNING_?KEY|AUTH_?KEY|SECRET_KEY_BASE)$");

  /** Names that say where a secret is, or something about it. */
  private static final Pattern ABOUT_A_SECRET =
      Pattern.compile("(?i)_(?:FILE|PATH|DIR|URL|URI|NAME|LENGTH|TTL|POLICY|ALGORITHM|HASHER)$");

  /** Settings, references to other variables, paths, and words that stand for a value to come. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i)\\s*|[0-9]{1,4}|true|false|yes|no|on|off|none|null|nil|unset|default|required"
              + "|\\*+|x{3,}|\\.{3}|-+|\\$.*|<.*>|\\{\\{.*}}|\\[.*]|%.*%|/[\\w./-]*"
              + "|(?:change|replace|set)[-_ ]?(?:me|this|it)\\b.*|(?:your|my|some|the)[-_ ].*"
              + "|placeholder.*|todo.*|dummy.*|redacted.*|fake.*|example.*|.*[-_]example",
          Pattern.DOTALL);

  private static final Map<String, Pattern> SHAPES =
      Map.ofEntries(
          shape("github-token", "\\b(?:gh[opsur]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})"),
          shape("gitlab-token", "\\bglpat-[A-Za-z0-9_-]{20}"),
          shape("aws-key", "\\b(?:AKIA|ASIA)(?![A-Z0-9]{9}EXAMPLE)[A-Z0-9]{16}\\b"),
          shape("slack-token", "\\bxox[abeoprs]-[A-Za-z0-9-]{10,}"),
          shape("stripe-key", "\\b[rs]k_live_[A-Za-z0-9]{10,}"),
          shape("npm-token", "\\bnpm_[A-Za-z0-9]{36}\\b"),
          shape("google-key", "\\bAIza[A-Za-z0-9_-]{35}"),
          shape("jwt", "\\beyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}"),
          shape("private-key", "-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY"),
          shape("url-password", "://[^/@\\s:$]{0,100}:(?![$<*])[^/@\\s]{3,200}@"));

  private ValueRules() {}

  private static Map.Entry<String, Pattern> shape(String id, String pattern) {
    return Map.entry(id, Pattern.compile(pattern));
  }

  /** The rule by which {@code name} with {@code value} looks like a secret. */
  static Optional<String> suspect(String name, String value) {
    Optional<String> shaped = shaped(value);
    if (shaped.isPresent()) {
      return shaped;
    }
    boolean named = SECRET_NAME.matcher(name).find() && !ABOUT_A_SECRET.matcher(name).find();
    return named && !PLACEHOLDER.matcher(value).matches()
        ? Optional.of("secret-name")
        : Optional.empty();
  }

  /** The rule by which {@code value} looks like a secret, whatever its name. */
  static Optional<String> shaped(String value) {
    return SHAPES.entrySet().stream()
        .filter(shape -> shape.getValue().matcher(value).find())
        .map(Map.Entry::getKey)
        .min(Comparator.naturalOrder());
  }
}
