package org.ignition.migration.set;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.sql.Token;

/**
 * An object that a statement creates or drops, read off its first tokens.
 *
 * @param kind such as TABLE
 * @param name as PostgreSQL would store it, with its schema if that is written, without {@code
 *     public}
 * @param conditional whether IF [NOT] EXISTS stands before the name
 * @param replacing whether OR REPLACE does
 */
record SqlObject(String kind, String name, boolean conditional, boolean replacing) {

  private static final Set<String> ADJECTIVES =
      Set.of(
          "OR",
          "REPLACE",
          "GLOBAL",
          "LOCAL",
          "TEMP",
          "TEMPORARY",
          "UNLOGGED",
          "UNIQUE",
          "RECURSIVE",
          "MATERIALIZED",
          "FOREIGN",
          "CONSTRAINT",
          "EVENT",
          "TRUSTED",
          "PROCEDURAL");

  private static final Set<String> KINDS =
      Set.of(
          "TABLE",
          "VIEW",
          "INDEX",
          "SEQUENCE",
          "TYPE",
          "DOMAIN",
          "SCHEMA",
          "EXTENSION",
          "FUNCTION",
          "PROCEDURE",
          "AGGREGATE",
          "TRIGGER",
          "RULE",
          "POLICY",
          "COLLATION",
          "STATISTICS");

  /** Whether {@code other} is the same thing. */
  boolean isSameAs(SqlObject other) {
    return kind.equals(other.kind) && name.equals(other.name);
  }

  /** What {@code CREATE} creates; none for any other statement. */
  static List<SqlObject> created(SqlStatement statement) {
    return statement.begins("CREATE") ? read(statement).stream().limit(1).toList() : List.of();
  }

  /** What {@code DROP} drops; none for any other statement. */
  static List<SqlObject> dropped(SqlStatement statement) {
    return statement.begins("DROP") ? read(statement) : List.of();
  }

  private static List<SqlObject> read(SqlStatement statement) {
    Reader reader = new Reader(statement.tokens());
    boolean replacing = statement.begins("CREATE", "OR", "REPLACE");
    while (reader.isAny(ADJECTIVES)) {
      reader.next();
    }
    if (!reader.isAny(KINDS)) {
      return List.of();
    }
    String kind = reader.take().upper();
    reader.skip("CONCURRENTLY");
    boolean conditional = reader.skip("IF");
    reader.skip("NOT");
    reader.skip("EXISTS");
    return reader.names().stream()
        .map(name -> new SqlObject(kind, name, conditional, replacing))
        .toList();
  }

  /** Steps over the tokens of a statement. */
  private static final class Reader {
    private final List<Token> tokens;
    private int at = 1;

    Reader(List<Token> tokens) {
      this.tokens = tokens;
    }

    boolean isAny(Set<String> words) {
      return at < tokens.size() && words.contains(tokens.get(at).upper());
    }

    void next() {
      at++;
    }

    Token take() {
      return tokens.get(at++);
    }

    boolean skip(String word) {
      boolean found = is(word);
      at += found ? 1 : 0;
      return found;
    }

    private boolean is(String word) {
      return at < tokens.size() && tokens.get(at).is(word);
    }

    List<String> names() {
      List<String> names = new ArrayList<>();
      do {
        name().ifPresent(names::add);
      } while (skip(","));
      return names;
    }

    private Optional<String> name() {
      StringBuilder name = new StringBuilder();
      while (at < tokens.size() && isIdentifier(tokens.get(at))) {
        name.append(stored(take()));
        if (!is(".")) {
          break;
        }
        name.append('.');
        at++;
      }
      String full = name.toString();
      String bare = full.startsWith("public.") ? full.substring(7) : full;
      return bare.isEmpty() ? Optional.empty() : Optional.of(bare);
    }

    private static boolean isIdentifier(Token token) {
      return token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED_IDENTIFIER;
    }

    private static String stored(Token token) {
      return token.kind() == Token.Kind.WORD
          ? token.text().toLowerCase(Locale.ROOT)
          : token.text().substring(1, token.text().length() - 1).replace("\"\"", "\"");
    }
  }
}
