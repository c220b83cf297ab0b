package org.ignition.migration.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.image.Quoted;
import org.ignition.json.Nearest;

/** Reads comments of the form {@code -- ignition: …}. */
final class DirectiveParser {

  private static final Pattern COMMENT =
      Pattern.compile("--\\s*ignition\\s*:(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern ALLOWED =
      Pattern.compile("([^=\"]*?)\\s+reason\\s*=\\s*\"(.*)\"", Pattern.DOTALL);
  private static final Pattern RULE = Pattern.compile("[A-Z]{1,3}[0-9]{1,3}");

  /** Longer ones are nobody's directive, and would cost too much to match. */
  private static final int LONGEST = 1_000;

  private static final String ALLOW = "allow";
  private static final String IRREVERSIBLE = "irreversible";
  private static final String NO_TRANSACTION = "no-transaction";
  private static final List<String> WORDS = List.of(ALLOW, IRREVERSIBLE, NO_TRANSACTION);

  private DirectiveParser() {}

  /** Whether a comment is addressed to us at all; cheap, since dumps hold many comments. */
  static boolean isDirective(String text, int start, int end) {
    int at = start + 2;
    while (at < end && Characters.isSpace(text.charAt(at))) {
      at++;
    }
    return text.regionMatches(true, at, "ignition", 0, 8)
        && COMMENT.matcher(text).region(start, end).matches();
  }

  /** What {@code comment} asks, which is one of ours; several when it names several rules. */
  static List<Directive> parse(String comment, Position at) {
    if (comment.length() > LONGEST) {
      return List.of(new Directive.Unreadable(at, comment.substring(0, LONGEST), "It is too long"));
    }
    Matcher matcher = COMMENT.matcher(comment);
    String body = matcher.matches() ? matcher.group(1).strip() : "";
    String word = body.split("\\s", 2)[0];
    String rest = body.substring(word.length()).strip();
    return switch (word.toLowerCase(Locale.ROOT)) {
      case ALLOW -> allow(rest, body, at);
      case IRREVERSIBLE -> List.of(irreversible(rest, body, at));
      case NO_TRANSACTION -> List.of(noTransaction(rest, body, at));
      default -> List.of(new Directive.Unreadable(at, body, unknown(word)));
    };
  }

  private static List<Directive> allow(String rest, String body, Position at) {
    Matcher matcher = ALLOWED.matcher(rest);
    if (!matcher.matches() || matcher.group(2).isBlank()) {
      return List.of(
          new Directive.Unreadable(
              at, body, "Say which rules, and why: `allow L1 reason=\"the table is empty\"`"));
    }
    List<Directive> allowed = new ArrayList<>();
    for (String rule : Arrays.asList(matcher.group(1).split("[\\s,]+", -1))) {
      allowed.add(rule(rule.toUpperCase(Locale.ROOT), matcher.group(2).strip(), body, at));
    }
    return allowed;
  }

  private static Directive rule(String rule, String reason, String body, Position at) {
    return RULE.matcher(rule).matches()
        ? new Directive.Allow(at, rule, reason)
        : new Directive.Unreadable(
            at, body, Quoted.of(rule) + " is no rule; they are called like L1");
  }

  private static Directive irreversible(String rest, String body, Position at) {
    Matcher matcher = ALLOWED.matcher(" " + rest);
    String reason = matcher.matches() ? matcher.group(2).strip() : rest;
    return reason.isEmpty()
        ? new Directive.Unreadable(at, body, "Say why: `irreversible the rows are gone`")
        : new Directive.Irreversible(at, reason);
  }

  private static Directive noTransaction(String rest, String body, Position at) {
    return rest.isEmpty()
        ? new Directive.NoTransaction(at)
        : new Directive.Unreadable(at, body, "Nothing may follow `no-transaction`");
  }

  private static String unknown(String word) {
    Optional<String> meant = Nearest.to(word.toLowerCase(Locale.ROOT), WORDS);
    return meant
        .map(near -> "Did you mean `" + near + "`?")
        .orElse("It begins with one of: " + String.join(", ", WORDS));
  }
}
