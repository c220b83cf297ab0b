package org.ignition.database.target;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ignition.image.Quoted;

/**
 * What follows the question mark of a PostgreSQL URL.
 *
 * @param values by name, decoded
 * @param torn whether it may begin within a password, which holds a question mark that is not
 *     percent-encoded: nothing of it is shown then
 */
record Query(Map<String, String> values, boolean torn) {

  /** By libpq's name or the driver's; others are refused: some name classes that it would load. */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "sslmode", "sslmode",
          "sslrootcert", "sslrootcert",
          "channel_binding", "channelBinding",
          "channelBinding", "channelBinding",
          "connect_timeout", "connectTimeout",
          "connectTimeout", "connectTimeout",
          "gssencmode", "gssEncMode",
          "gssEncMode", "gssEncMode");

  private static final List<String> MODES =
      List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  static Query parse(String text, UrlSource source) {
    boolean torn = text.contains("@");
    Map<String, String> values = new LinkedHashMap<>();
    for (String part : text.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        String name = decoded(part.substring(0, equals), "query", source);
        values.put(name, decoded(part.substring(equals + 1), torn ? "query" : name, source));
      } else if (!part.isEmpty()) {
        throw source.invalid("has a query that is not of the form name=value&name=value");
      }
    }
    return new Query(values, torn);
  }

  DatabaseLogin login() {
    return DatabaseLogin.of(values.getOrDefault("user", ""), values.getOrDefault("password", ""));
  }

  /** Properties of the driver. */
  Map<String, String> properties(UrlSource source) {
    Map<String, String> properties = new LinkedHashMap<>();
    values.forEach((name, value) -> {
      if (PROPERTIES.containsKey(name)) {
        properties.put(PROPERTIES.get(name), value);
      } else if (name.equals("host") && value.startsWith("/")) {
        throw socket(source);
      } else if (!name.equals("user") && !name.equals("password")) {
        throw source.invalid(
            "has a parameter that is not known here" + (torn ? "" : ": " + Quoted.of(name)));
      }
    });
    if (!MODES.contains(properties.getOrDefault("sslmode", "prefer"))) {
      throw source.invalid("has an `sslmode` other than " + String.join(", ", MODES));
    }
    return properties;
  }

  /** Whether a driver in Java could reach what the URL names. */
  static RuntimeException socket(UrlSource source) {
    return source.invalid(
        "names a Unix socket, which only programs on the same machine reach; a host is needed");
  }

  static String decoded(String text, String part, UrlSource source) {
    String decoded = percentDecoded(text, part, source);
    if (decoded.chars().anyMatch(Character::isISOControl)) {
      throw source.invalid("has a control character in its " + Quoted.of(part));
    }
    return decoded;
  }

  private static String percentDecoded(String text, String part, UrlSource source) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw source.invalid(
          "has a % in its " + Quoted.of(part) + " that no two hexadecimal digits follow");
    }
  }
}
