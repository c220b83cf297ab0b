package org.ignition.migration.loss;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.ignition.image.Quoted;
import org.ignition.migration.DatabaseKind;
import org.ignition.migration.sql.SqlScript;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.sql.Token;

/**
 * Reads off the text of a down what it may take away. It knows each statement that PostgreSQL and
 * SQLite have; what it does not know is opaque, and so is code that only runs. What triggers, rules
 * and functions within an INSERT or UPDATE do is not seen.
 */
public final class DownReading {

  private static final int SHOWN = 60;

  /** Statements that leave every row where it is, and every name with its meaning. */
  private static final Set<String> HARMLESS =
      Set.of(
          ("ANALYZE ANALYSE CHECKPOINT CLOSE CLUSTER COMMENT DEALLOCATE DECLARE FETCH"
                  + " GRANT IMPORT LISTEN LOCK MOVE NOTIFY REASSIGN REFRESH REINDEX REVOKE"
                  + " SECURITY SHOW TABLE UNLISTEN VACUUM")
              .split(" "));

  private final DatabaseKind database;

  private DownReading(DatabaseKind database) {
    this.database = database;
  }

  /** What {@code script} does to rows and names, in order. */
  public static List<DownStep> of(SqlScript script, DatabaseKind database) {
    if (!script.runnable()) {
      return List.of(new DownStep.Opaque("the whole script", "it can't be split into statements"));
    }
    DownReading reading = new DownReading(database);
    return script.statements().stream().flatMap(reading::read).toList();
  }

  private Stream<DownStep> read(SqlStatement statement) {
    if (isCut(statement)) {
      return statement.begins("INSERT") && !mentionsConflict(statement)
          ? Stream.empty()
          : Stream.of(opaque(statement, "it is too long to be read"));
    }
    try {
      return steps(new Cursor(statement, database)).stream();
    } catch (UnreadableException e) {
      return Stream.of(opaque(statement, e.why()));
    }
  }

  private static List<DownStep> steps(Cursor cursor) {
    String verb = cursor.take().upper();
    return switch (verb) {
      case "DROP" -> DropReading.read(cursor);
      case "ALTER" -> AlterReading.read(cursor);
      case "CREATE" -> CreateReading.read(cursor);
      case "TRUNCATE" -> ChangeReading.truncate(cursor);
      case "DELETE" -> ChangeReading.delete(cursor);
      case "UPDATE" -> ChangeReading.update(cursor);
      case "INSERT", "REPLACE" -> ChangeReading.insert(verb, cursor);
      case "MERGE" -> ChangeReading.merge(cursor);
      case "SELECT", "VALUES" -> SelectReading.read(cursor);
      case "COPY" -> SelectReading.copy(cursor);
      case "WITH" -> SelectReading.with(cursor);
      case "SET" -> SettingReading.set(cursor);
      case "RESET", "DISCARD" -> SettingReading.reset(cursor);
      case "PRAGMA" -> SettingReading.pragma(cursor);
      case "DO" -> throw new UnreadableException("what a block of code does can't be read");
      case "CALL" -> throw new UnreadableException("what a procedure does can't be read");
      default -> other(verb);
    };
  }

  private static List<DownStep> other(String verb) {
    if (HARMLESS.contains(verb)) {
      return List.of();
    }
    throw new UnreadableException(
        verb.isEmpty() ? "it is no statement" : "what " + verb + " does can't be read");
  }

  private static DownStep opaque(SqlStatement statement, String why) {
    return new DownStep.Opaque(Quoted.line(statement.text(), SHOWN), why);
  }

  /** Of very long statements not all tokens are kept. */
  private static boolean isCut(SqlStatement statement) {
    Token last = statement.tokens().getLast();
    return last.offset() + last.text().length() < statement.text().length();
  }

  private static boolean mentionsConflict(SqlStatement statement) {
    String text = statement.text().toUpperCase(Locale.ROOT);
    return text.contains("CONFLICT") || text.contains("REPLACE");
  }
}
