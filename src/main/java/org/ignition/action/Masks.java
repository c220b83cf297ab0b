package org.ignition.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The forms in which a secret could come up in a log.
 *
 * <p>A secret of several lines is masked line by line, as that is how a log shows it, but lines
 * under {@value #SHORTEST_LINE} characters are left out: masking a lone brace would black out every
 * brace. A secret of one line is masked whatever its length.
 */
public final class Masks {

  /** The fewest characters that a line of a longer secret must have to be masked. */
  static final int SHORTEST_LINE = 4;

  private Masks() {}

  /** The forms of {@code secret}: its lines, and each as a URL and as base64 would show it. */
  public static Set<String> of(String secret) {
    Set<String> plain = new LinkedHashSet<>();
    if (secret.lines().count() <= 1) {
      addUnlessBlank(plain, secret.strip());
    } else {
      secret.lines().map(String::strip).filter(Masks::isLong).forEach(plain::add);
    }
    Set<String> forms = new LinkedHashSet<>();
    plain.forEach(value -> addForms(forms, value));
    addUnlessBlank(forms, base64(secret));
    return forms;
  }

  /** The forms of a login: those of its secret, and {@code user:secret} as HTTP sends it. */
  public static Set<String> ofLogin(String user, String secret) {
    Set<String> forms = of(secret);
    forms.add(base64(user + ":" + secret));
    return forms;
  }

  private static void addForms(Set<String> forms, String value) {
    String encoded = URLEncoder.encode(value, UTF_8);
    forms.add(value);
    forms.add(encoded);
    forms.add(encoded.replace("+", "%20"));
    forms.add(base64(value));
  }

  private static void addUnlessBlank(Set<String> values, String value) {
    if (!value.isBlank()) {
      values.add(value);
    }
  }

  private static boolean isLong(String line) {
    return line.length() >= SHORTEST_LINE;
  }

  private static String base64(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(UTF_8));
  }
}
