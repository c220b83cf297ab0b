package org.ignition.migration.rehearsal.rows;

import java.util.Optional;

/**
 * Makes a text that matches a regular expression: PostgreSQL's documentation, section 9.7.3, as far
 * as constraints commonly use it. The server judges the result.
 */
final class RegexSample {

  private static final String PRINTABLE =
      "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_. @+:/";
  private static final int LONGEST = 400;

  private final String pattern;
  private final int ordinal;
  private int at;

  private RegexSample(String pattern, int ordinal) {
    this.pattern = pattern;
    this.ordinal = ordinal;
  }

  /** The {@code ordinal}-th text for {@code pattern}; empty when it is beyond us. */
  static Optional<String> of(String pattern, int ordinal) {
    RegexSample sample = new RegexSample(pattern, ordinal);
    try {
      String text = sample.alternatives();
      return sample.at == pattern.length() ? Optional.of(text) : Optional.empty();
    } catch (IndexOutOfBoundsException | NumberFormatException beyond) {
      return Optional.empty();
    }
  }

  private String alternatives() {
    String first = sequence();
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      String other = sequence();
      first = ordinal % 2 == 0 ? other : first;
    }
    return first;
  }

  private String sequence() {
    StringBuilder text = new StringBuilder();
    while (at < pattern.length() && "|)".indexOf(pattern.charAt(at)) < 0) {
      text.append(repeated(atom()));
    }
    return text.toString();
  }

  private String atom() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case '^', '$' -> "";
      case '.' -> pick(PRINTABLE);
      case '[' -> pick(bracket());
      case '(' -> group();
      case '\\' -> escape(pattern.charAt(at++));
      default -> String.valueOf(c);
    };
  }

  private String group() {
    boolean looksAround = pattern.startsWith("?=", at) || pattern.startsWith("?!", at);
    at += pattern.startsWith("?", at) ? 2 : 0;
    String text = alternatives();
    if (pattern.charAt(at++) != ')') {
      throw new IndexOutOfBoundsException(at);
    }
    return looksAround ? "" : text;
  }

  private String escape(char c) {
    return switch (c) {
      case 'd' -> pick("0123456789");
      case 'w' -> pick("abcdefghijklmnopqrstuvwxyz");
      case 's' -> " ";
      case 'D', 'S' -> pick("abcdefghijklmnopqrstuvwxyz");
      case 'W' -> "-";
      case 'm', 'M', 'y', 'Y', 'A', 'Z' -> "";
      case 'n' -> "\n";
      case 't' -> "\t";
      default -> String.valueOf(c);
    };
  }

  private String bracket() {
    boolean negated = pattern.charAt(at) == '^';
    at += negated ? 1 : 0;
    StringBuilder members = new StringBuilder();
    int first = at;
    while (pattern.charAt(at) != ']' || at == first) {
      member(members);
    }
    at++;
    return negated ? without(members.toString()) : members.toString();
  }

  private void member(StringBuilder members) {
    if (pattern.startsWith("[:", at)) {
      int end = pattern.indexOf(":]", at);
      members.append(named(pattern.substring(at + 2, end)));
      at = end + 2;
      return;
    }
    char from = pattern.charAt(at++);
    if (from == '\\') {
      members.append(escape(pattern.charAt(at++)));
      return;
    }
    if (pattern.charAt(at) != '-' || pattern.charAt(at + 1) == ']') {
      members.append(from);
      return;
    }
    char to = pattern.charAt(at + 1);
    at += 2;
    for (char c = from; c <= to && members.length() < LONGEST; c++) {
      members.append(c);
    }
  }

  private static String named(String name) {
    return switch (name) {
      case "digit" -> "0123456789";
      case "upper" -> "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
      case "space", "blank" -> " ";
      case "punct" -> "-_.";
      case "xdigit" -> "0123456789abcdef";
      default -> "abcdefghijklmnopqrstuvwxyz";
    };
  }

  private static String without(String members) {
    StringBuilder rest = new StringBuilder();
    PRINTABLE.chars().filter(c -> members.indexOf(c) < 0).forEach(c -> rest.append((char) c));
    return rest.toString();
  }

  private String pick(String members) {
    return String.valueOf(members.charAt((ordinal - 1) % members.length()));
  }

  private String repeated(String atom) {
    if (at >= pattern.length()) {
      return atom;
    }
    int times =
        switch (pattern.charAt(at)) {
          case '*', '+' -> next(ordinal);
          case '?' -> next(1);
          case '{' -> bound();
          default -> 1;
        };
    if (at < pattern.length() && pattern.charAt(at) == '?') {
      at++;
    }
    if (atom.length() * (long) times > LONGEST) {
      throw new IndexOutOfBoundsException(times);
    }
    return atom.repeat(times);
  }

  private int next(int times) {
    at++;
    return times;
  }

  private int bound() {
    int end = pattern.indexOf('}', at);
    String least = pattern.substring(at + 1, end).replaceFirst(",.*", "");
    boolean optional = least.equals("0") && !pattern.substring(at, end).endsWith("0");
    at = end + 1;
    return optional ? 1 : Integer.parseInt(least);
  }
}
