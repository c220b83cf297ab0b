package org.ignition.migration.hazard;

import java.util.List;
import java.util.Set;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.sql.Token;

/** What SET and RESET do to a session's settings. */
final class Settings {

  private static final Set<String> NO_LIMIT = Set.of("0", "'0'", "'0s'", "'0ms'", "DEFAULT");

  private Settings() {}

  /** Whether a statement takes the limit {@code setting}, given in lower case, away. */
  static boolean switchesOff(SqlStatement statement, String setting) {
    List<Token> tokens = statement.tokens();
    if (statement.begins("RESET")) {
      return names(tokens.getLast(), setting) || tokens.getLast().is("ALL");
    }
    boolean sets = statement.begins("SET") && tokens.size() >= 4;
    return sets
        && tokens.stream().skip(1).limit(2).anyMatch(token -> names(token, setting))
        && NO_LIMIT.stream().anyMatch(value -> value.equalsIgnoreCase(tokens.getLast().text()));
  }

  private static boolean names(Token token, String setting) {
    return SqlName.folded(token.text()).equals(setting);
  }
}
