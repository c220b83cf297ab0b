package org.ignition.migration.snapshot;

import java.util.Optional;
import java.util.regex.Pattern;
import org.ignition.migration.snapshot.Difference.Change;

/**
 * Tells whether a routine was only indented anew, as downs that write an older one again often do.
 * Line breaks count, since they end comments; so does all within quotes, and every space of a
 * language other than SQL and PL/pgSQL.
 */
final class RoutineLayout {

  /** How a definition begins: {@code pg_get_functiondef} from the arguments on. */
  private static final Pattern INDIFFERENT =
      Pattern.compile("\\(.*\\n(?: RETURNS .*\\n)? LANGUAGE (?:sql|plpgsql)\\n");

  private RoutineLayout() {}

  /** Whether nothing else is different. */
  static boolean isAll(Change change) {
    Optional<String> before = change.before().filter(RoutineLayout::isIndifferent);
    Optional<String> after = change.after().filter(RoutineLayout::isIndifferent);
    return change.attribute() == Attribute.DEFINITION
        && before.isPresent()
        && before.map(RoutineLayout::plain).equals(after.map(RoutineLayout::plain));
  }

  private static boolean isIndifferent(String definition) {
    return INDIFFERENT.matcher(definition).lookingAt();
  }

  /** Without white space but one character between words: a line break if there was any. */
  private static String plain(String definition) {
    StringBuilder plain = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < definition.length(); i++) {
      char next = definition.charAt(i);
      if (quote == 0 && Character.isWhitespace(next)) {
        space(plain, next);
      } else {
        quote = quote == 0 && (next == '\'' || next == '"') ? next : next == quote ? 0 : quote;
        plain.append(next);
      }
    }
    return plain.toString();
  }

  private static void space(StringBuilder plain, char next) {
    int last = plain.length() - 1;
    boolean follows = last >= 0 && Character.isWhitespace(plain.charAt(last));
    if (!follows) {
      plain.append(next == '\n' ? '\n' : ' ');
    } else if (next == '\n') {
      plain.setCharAt(last, '\n');
    }
  }
}
