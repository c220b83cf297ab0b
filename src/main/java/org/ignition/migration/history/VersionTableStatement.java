package org.ignition.migration.history;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.sql.Token;

/**
 * What a statement does with the name {@code schema_migrations}, in whatever schema.
 *
 * @param tokens of the statement, never empty
 */
record VersionTableStatement(List<Token> tokens) {

  private static final Set<String> RELATIONS = Set.of("TABLE", "VIEW", "SEQUENCE", "INDEX");
  private static final Set<String> DEFINING = Set.of("CREATE", "ALTER", "DROP", "TRUNCATE");
  private static final Set<String> NOISE = Set.of("IF", "NOT", "EXISTS", "ONLY", "CONCURRENTLY");
  private static final Set<String> ROUTINES = Set.of("FUNCTION", "PROCEDURE");
  private static final Set<String> QUOTES = Set.of("[", "]", "`");
  private static final int MODIFIERS = 4;

  /** Within the text of a function, which nobody reads: a name of its own there. */
  private static final Pattern MENTION =
      Pattern.compile("(?<![\\w$])" + HistoryTables.VERSIONS + "(?![\\w$])");

  static VersionTableStatement of(SqlStatement statement) {
    return new VersionTableStatement(statement.tokens());
  }

  /** Whether it creates, changes, removes or writes what has the name; to read it is no use. */
  boolean uses() {
    return hides() || places().anyMatch(this::isChanged);
  }

  /** Whether something can have the name once it ran. */
  boolean makes() {
    return hides() || places().anyMatch(this::isMade);
  }

  private IntStream places() {
    return IntStream.range(1, tokens.size()).filter(this::isName);
  }

  /** Quotes of either database; SQLite takes those of texts too. */
  private boolean isName(int place) {
    return names(tokens.get(place)) && !text(place + 1).equals(".");
  }

  private static boolean names(Token token) {
    String text = token.text();
    boolean quoted =
        token.kind() == Token.Kind.QUOTED_IDENTIFIER || token.kind() == Token.Kind.STRING;
    return (quoted && text.length() > 1 ? text.substring(1, text.length() - 1) : text)
        .equalsIgnoreCase(HistoryTables.VERSIONS);
  }

  /** A block or a function whose text mentions the name. */
  private boolean hides() {
    boolean opaque = word(0).equals("DO") || word(0).equals("CALL") || isRoutine();
    return opaque
        && tokens.stream()
            .filter(each -> each.kind() == Token.Kind.STRING)
            .anyMatch(each -> MENTION.matcher(each.text().toLowerCase(Locale.ROOT)).find());
  }

  private boolean isRoutine() {
    return word(0).equals("CREATE")
        && IntStream.range(1, MODIFIERS).anyMatch(i -> ROUTINES.contains(word(i)));
  }

  private boolean isMade(int place) {
    int before = before(place);
    return switch (word(before)) {
      case "TO" -> word(before - 1).equals("RENAME");
      case "INTO" -> !isInsertion(before);
      case "TABLE", "VIEW" -> word(0).equals("CREATE") || isSelection(before);
      default -> false;
    };
  }

  /** {@code SELECT … INTO TABLE}. */
  private boolean isSelection(int before) {
    return word(before - 1).equals("INTO");
  }

  private boolean isInsertion(int into) {
    return Set.of("INSERT", "MERGE", "REPLACE", "IGNORE", "ABORT", "FAIL", "ROLLBACK")
        .contains(word(into - 1));
  }

  private boolean isChanged(int place) {
    int before = before(place);
    return switch (word(before)) {
      case "INTO", "UPDATE" -> true;
      case "FROM" -> word(before - 1).equals("DELETE");
      case "COPY" -> tokens.stream().anyMatch(each -> each.is("FROM"));
      case "TRUNCATE" -> true;
      case "TO" -> word(before - 1).equals("RENAME");
      case "" -> isListed(before);
      default -> isDefined(before) || isSelection(before) || isUpdateOr(before);
    };
  }

  /** {@code DROP TABLE a, schema_migrations}. */
  private boolean isListed(int before) {
    return text(before).equals(",") && (word(0).equals("DROP") || word(0).equals("TRUNCATE"));
  }

  private boolean isDefined(int before) {
    return DEFINING.contains(word(0)) && RELATIONS.contains(word(before));
  }

  /** {@code UPDATE OR IGNORE} of SQLite. */
  private boolean isUpdateOr(int before) {
    return word(before - 1).equals("OR") && word(before - 2).equals("UPDATE");
  }

  /** The word before the name, its schema and what makes no difference; 0 at least. */
  private int before(int place) {
    int before = outside(place) - 1;
    while (before > 1 && text(before).equals(".")) {
      before = outside(before - (QUOTES.contains(text(before - 1)) ? 2 : 1)) - 1;
    }
    while (before > 0 && NOISE.contains(word(before))) {
      before--;
    }
    return before;
  }

  /** Where an identifier begins whose word is at {@code place}, in the quotes of SQLite or not. */
  private int outside(int place) {
    return QUOTES.contains(text(place - 1)) ? place - 1 : place;
  }

  private String text(int index) {
    return index >= 0 && index < tokens.size() ? tokens.get(index).text() : "";
  }

  private String word(int index) {
    return index >= 0 && index < tokens.size() ? tokens.get(index).upper() : "";
  }
}
