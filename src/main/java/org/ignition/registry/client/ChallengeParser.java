package org.ignition.registry.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads {@code WWW-Authenticate} fields (RFC 9110 §11.6.1): any number of challenges in any number
 * of fields, parameters in any order, quoted strings with commas and escapes. What follows a syntax
 * error in a field is passed over: the server is not trusted, and what was read may be enough.
 */
final class ChallengeParser {

  private static final int LONGEST = 8192;
  private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";
  private static final String TOKEN68_SIGNS = "-._~+/";

  private final String text;
  private final List<Challenge> challenges = new ArrayList<>();
  private int at;

  private ChallengeParser(String text) {
    this.text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  static List<Challenge> parse(List<String> fields) {
    return fields.stream().flatMap(field -> new ChallengeParser(field).parse().stream()).toList();
  }

  private List<Challenge> parse() {
    skip(" \t,");
    while (at < text.length()) {
      String scheme = token();
      if (scheme.isEmpty()) {
        break;
      }
      skip(" \t");
      skipToken68();
      challenges.add(new Challenge(scheme.toLowerCase(Locale.ROOT), parameters()));
      skip(" \t,");
    }
    return challenges;
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    while (true) {
      int before = at;
      skip(" \t,");
      String name = token();
      skip(" \t");
      if (name.isEmpty() || at >= text.length() || text.charAt(at) != '=') {
        at = before;
        return parameters;
      }
      at++;
      skip(" \t");
      parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value());
    }
  }

  private String value() {
    return at < text.length() && text.charAt(at) == '"' ? quoted() : token();
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at++));
    }
    at = Math.min(at + 1, text.length());
    return value.toString();
  }

  /** A blob such as {@code Negotiate YII=}: not a parameter, although it may end like one. */
  private void skipToken68() {
    int end = at;
    while (end < text.length() && isAlphanumericOr(TOKEN68_SIGNS, text.charAt(end))) {
      end++;
    }
    int afterPadding = end;
    while (afterPadding < text.length() && text.charAt(afterPadding) == '=') {
      afterPadding++;
    }
    int next = afterPadding;
    while (next < text.length() && " \t".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    if (afterPadding > at && (next >= text.length() || text.charAt(next) == ',')) {
      at = afterPadding;
    }
  }

  private String token() {
    int start = at;
    while (at < text.length() && isAlphanumericOr(TOKEN_SIGNS, text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isAlphanumericOr(String signs, char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || signs.indexOf(c) >= 0;
  }

  private void skip(String characters) {
    while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
