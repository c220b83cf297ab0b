package org.ignition.migration.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ignition.migration.DatabaseKind;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.sql.Token;

/** Steps over the tokens of a statement and takes names from them as its server reads them. */
final class Cursor {

  private static final Pattern ASCII_CAPITALS = Pattern.compile("[A-Z]+");

  private final SqlStatement statement;
  private final DatabaseKind database;
  private final List<Token> tokens;
  private int at;

  Cursor(SqlStatement statement, DatabaseKind database) {
    this.statement = statement;
    this.database = database;
    this.tokens = statement.tokens();
  }

  boolean isSqlite() {
    return database == DatabaseKind.SQLITE;
  }

  boolean atEnd() {
    return at >= tokens.size();
  }

  boolean is(String word) {
    return is(0, word);
  }

  boolean is(int ahead, String word) {
    return at + ahead < tokens.size() && tokens.get(at + ahead).is(word);
  }

  boolean isAny(String... words) {
    for (String word : words) {
      if (is(word)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The next token, stepped over.
   *
   * @throws UnreadableException at the end
   */
  Token take() {
    if (atEnd()) {
      throw new UnreadableException("it ends too early");
    }
    return tokens.get(at++);
  }

  Optional<Token> peek() {
    return atEnd() ? Optional.empty() : Optional.of(tokens.get(at));
  }

  /** Steps over these words if all of them follow. */
  boolean skip(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!is(i, words[i])) {
        return false;
      }
    }
    at += words.length;
    return true;
  }

  /** Steps over each of these words that follows, in any order. */
  void skipAll(String... words) {
    while (isAny(words)) {
      at++;
    }
  }

  /** Steps to the first of these words that is outside parentheses; whether there is one. */
  boolean seek(String... words) {
    int depth = 0;
    while (!atEnd()) {
      if (depth == 0 && isAny(words)) {
        return true;
      }
      depth += is("(") ? 1 : is(")") ? -1 : 0;
      at++;
    }
    return false;
  }

  /** Whether the word comes in what is left, at any depth. */
  boolean contains(String word) {
    return tokens.subList(Math.min(at, tokens.size()), tokens.size()).stream()
        .anyMatch(token -> token.is(word));
  }

  /** The statement's text between two tokens. */
  String textFrom(Token first, Token last) {
    return statement.text().substring(first.offset(), last.offset() + last.text().length());
  }

  /** The next name, with its schema if that is written. */
  Optional<ObjectName> name() {
    List<String> parts = new ArrayList<>();
    do {
      Optional<String> part = identifier();
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
    } while (skip("."));
    int size = parts.size();
    return Optional.of(
        new ObjectName(size > 1 ? schema(parts.get(size - 2)) : "", parts.get(size - 1)));
  }

  private String schema(String name) {
    return isSqlite() && name.equals("temp") ? ObjectName.SESSION : name;
  }

  /** The next identifier as it is stored; none where something else follows. */
  Optional<String> identifier() {
    if (atEnd()) {
      return Optional.empty();
    }
    Token token = tokens.get(at);
    return switch (token.kind()) {
      case WORD -> {
        at++;
        yield Optional.of(folded(token.text()));
      }
      case QUOTED_IDENTIFIER -> quoted(token);
      case STRING -> isSqlite() ? quoted(token) : Optional.empty();
      case SYMBOL -> isSqlite() ? bracketed(token) : Optional.empty();
      case NUMBER, PARAMETER -> Optional.empty();
    };
  }

  /** Escapes as in {@code U&"d\0061t\+000061"} are not read. */
  private Optional<String> quoted(Token token) {
    String text = token.text();
    char quote = text.charAt(0);
    if ((quote != '"' && quote != '\'') || text.length() < 2) {
      return Optional.empty();
    }
    at++;
    String mark = String.valueOf(quote);
    return Optional.of(stored(text.substring(1, text.length() - 1).replace(mark + mark, mark)));
  }

  /** {@code [name]} and {@code `name`}, which only SQLite reads. */
  private Optional<String> bracketed(Token open) {
    String close = open.is("[") ? "]" : open.is("`") ? "`" : "";
    int end = at + 1;
    while (end < tokens.size() && !tokens.get(end).is(close)) {
      end++;
    }
    if (close.isEmpty() || end >= tokens.size()) {
      return Optional.empty();
    }
    at = end + 1;
    return Optional.of(
        stored(statement.text().substring(open.offset() + 1, tokens.get(end).offset())));
  }

  /** SQLite compares names without regard to case, quoted or not. */
  private String stored(String name) {
    return isSqlite() ? folded(name) : name;
  }

  /** Both servers fold the letters of ASCII only. */
  private static String folded(String name) {
    return ASCII_CAPITALS
        .matcher(name)
        .replaceAll(capital -> capital.group().toLowerCase(Locale.ROOT));
  }
}
