package org.ignition.database.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.ignition.database.ServerError;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says why SQLite refused something, in PostgreSQL's codes; SQLite has none of that kind. */
final class SqliteProblem {

  private static final int LONGEST = 200;
  private static final int PRIMARY_CODE = 0xFF;
  private static final String OTHER = "HY000";

  private static final Map<Integer, String> STATES =
      Map.of(
          SQLiteErrorCode.SQLITE_BUSY.code, "55P03",
          SQLiteErrorCode.SQLITE_LOCKED.code, "55P03",
          SQLiteErrorCode.SQLITE_CONSTRAINT.code, "23000",
          SQLiteErrorCode.SQLITE_READONLY.code, "25006",
          SQLiteErrorCode.SQLITE_INTERRUPT.code, "57014",
          SQLiteErrorCode.SQLITE_FULL.code, "53100",
          SQLiteErrorCode.SQLITE_IOERR.code, "58030",
          SQLiteErrorCode.SQLITE_CORRUPT.code, "XX001",
          SQLiteErrorCode.SQLITE_NOTADB.code, "XX001");

  private SqliteProblem() {}

  static ServerError explain(SQLException failure) {
    String message = message(failure);
    String state = STATES.getOrDefault(code(failure), syntax(message));
    return new ServerError(state, message, 0, "", "", "", "", "", "", "");
  }

  private static String syntax(String message) {
    return message.contains("syntax error") ? "42601" : OTHER;
  }

  /** The low byte; the rest says more of the same. */
  private static int code(SQLException failure) {
    return failure instanceof SQLiteException known
        ? known.getResultCode().code & PRIMARY_CODE
        : failure.getErrorCode() & PRIMARY_CODE;
  }

  static boolean isBusy(SQLException failure) {
    return explain(failure).sqlState().equals("55P03");
  }

  /** Whether it can't be read as a database, in part or at all. */
  static boolean isDamage(SQLException failure) {
    return explain(failure).sqlState().equals("XX001");
  }

  /** What SQLite said, without what the driver puts around it: {@code [CODE] phrase (message)}. */
  static String message(SQLException failure) {
    String text = String.valueOf(failure.getMessage());
    int from = text.indexOf('(');
    return text.startsWith("[SQLITE_") && from > 0 && text.endsWith(")")
        ? text.substring(from + 1, text.length() - 1)
        : text;
  }

  /** {@code doing} did not work. */
  static RuntimeException of(Path file, String doing, SQLException failure) {
    String said = "SQLite said: " + Quoted.line(message(failure), LONGEST);
    return switch (explain(failure).sqlState()) {
      case "55P03" -> busy(file, failure);
      case "25006" -> readOnly(file, said);
      case "XX001" -> notDatabase(file, said);
      default ->
          new RemoteException(
              Problem.of(
                  ErrorCode.DATABASE_REFUSED,
                  "SQLite refused to " + doing + ": " + file,
                  said,
                  "Look at the message, then run again"),
              failure);
    };
  }

  static RemoteException busy(Path file, Throwable cause) {
    return new RemoteException(
        Problem.of(
            ErrorCode.DATABASE_LOCKED,
            "Another program has locked " + file,
            "SQLite has one lock for the whole file",
            "Stop the program that uses it (fuser -v " + Quoted.of(file.toString()) + " names it)"),
        cause);
  }

  static InputException notDatabase(Path file, String why) {
    return new InputException(
        Problem.of(
            ErrorCode.DATABASE_URL_INVALID,
            "No SQLite database: " + file,
            why,
            "Correct the path in `database-url`; a damaged file is restored from a backup"));
  }

  static InputException noFolder(Path file) {
    return new InputException(
        Problem.of(
            ErrorCode.DATABASE_MISSING,
            "There is no folder for the database " + file,
            "A file that is not there yet becomes an empty database, a folder does not",
            "Correct the path in `database-url`, or make the folder"));
  }

  static RemoteException readOnly(Path file, String why) {
    return new RemoteException(
        Problem.of(
            ErrorCode.DATABASE_READ_ONLY,
            "The database " + file + " can't be written to",
            why,
            "Let this user write to the file and its folder, in which SQLite keeps its journal"));
  }
}
