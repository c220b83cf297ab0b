package org.ignition.migration.flyway;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;
import org.ignition.database.Blocker;
import org.ignition.database.ServerError;
import org.ignition.database.TargetDatabase;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.failure.SourceLocation;
import org.ignition.image.Quoted;
import org.ignition.migration.history.HistoryTables;
import org.ignition.migration.sql.Position;
import org.ignition.migration.sql.SqlScript.Flaw;
import org.ignition.migration.sql.SqlStatement;

/** Says why migrations were not applied or undone. */
final class Problems {

  private static final int LONGEST = 300;

  private Problems() {}

  /** A script that nobody may run; nothing was tried. */
  static InputException unrunnable(Work work, Flaw flaw) {
    return new InputException(
        located(
            Problem.of(
                ErrorCode.MIGRATION_FAILED,
                work.label() + " can't be run: " + Quoted.line(flaw.text(), LONGEST),
                switch (flaw.kind()) {
                  case TRANSACTION_CONTROL, OPEN_TRANSACTION ->
                      "It begins or ends a transaction in the middle, so what ran could not be"
                          + " recorded together with it";
                  case META_COMMAND -> "That is a command of psql, which no server knows";
                  case UNTERMINATED -> "It has no end";
                  case NUL_CHARACTER -> "No server takes the character U+0000";
                  case OUTER_TRANSACTION -> "It is taken out";
                },
                "Correct the file; nothing was applied"),
            work,
            flaw.at()));
  }

  /** The server said no to a statement. */
  static InputException refused(
      Work work, SqlStatement statement, ServerError error, String state) {
    Position at =
        error.position() > 0 ? statement.positionOfCharacter(error.position()) : statement.at();
    return new InputException(
        located(
            Problem.of(
                ErrorCode.MIGRATION_FAILED,
                work.label() + " failed: " + first(error),
                details(error) + state,
                correction(work, error.sqlState())),
            work,
            at));
  }

  private static String correction(Work work, String sqlState) {
    if (!work.transactional()) {
      return "Look at what took effect and finish or undo it by hand, then run again with"
          + " `repair: applied` or `repair: undone`";
    }
    if (work.file().isEmpty()) {
      return "What is stored can't be edited: bring about what the statement needs, write a"
          + " migration that goes forward, or restore the backup";
    }
    return switch (sqlState) {
      // active_sql_transaction; invalid_transaction_termination, by a COMMIT in a procedure.
      case "25001", "2D000" ->
          "Put the statement alone into a file with `-- ignition: no-transaction`, then run again";
      // unsafe_new_enum_value_usage
      case "55P04" -> "Use the new value in the next migration, then run again";
      default -> "Correct the statement, then run again";
    };
  }

  private static String details(ServerError error) {
    String detail = error.detail().isEmpty() ? error.hint() : error.detail();
    return detail.isEmpty() ? "" : clause(detail) + ". ";
  }

  private static Problem located(Problem problem, Work work, Position at) {
    Optional<Path> file = work.file();
    return file.isPresent()
        ? problem.at(new SourceLocation(file.get(), at.line(), at.column()))
        : new Problem(
            problem.code(),
            problem.what(),
            "In line " + at.line() + " of the stored script. " + problem.why(),
            problem.advice(),
            problem.at());
  }

  /** Others held a lock through all attempts. */
  static RemoteException blocked(
      Work work, ServerError error, List<Blocker> blockers, int attempts, String state) {
    String who =
        blockers.isEmpty()
            ? "Nobody was seen in the way"
            : "In the way: "
                + blockers.stream().map(Blocker::described).collect(Collectors.joining("; "));
    String advice =
        blockers.isEmpty()
            ? "Run again at a quieter time"
            : "Run again when it is done, or end it: " + end(blockers.getFirst());
    return new RemoteException(
        new Problem(
            ErrorCode.MIGRATION_BLOCKED,
            work.label() + " got no lock in " + times(attempts) + ": " + first(error),
            who + ". " + state,
            advice,
            work.file().map(SourceLocation::of)));
  }

  private static String end(Blocker blocker) {
    return blocker.pid() == 0
        ? "`ROLLBACK PREPARED`, see pg_prepared_xacts"
        : "`SELECT pg_terminate_backend(" + blocker.pid() + ");`";
  }

  /** What a sentence goes on after, or ends with: without a full stop of its own. */
  private static String clause(String said) {
    return Quoted.line(said.replaceAll("[.\\s]+$", ""), LONGEST);
  }

  private static String first(ServerError error) {
    return clause(error.message());
  }

  private static String times(int attempts) {
    return attempts == 1 ? "one attempt" : attempts + " attempts";
  }

  /** Flyway would take it for applied for ever. */
  static PolicyException notHeld(Work work) {
    return new PolicyException(
        Problem.of(
            ErrorCode.UNDO_IMPOSSIBLE,
            "Flyway's history has no row of " + work.label() + " that could be taken back",
            "It lies below a baseline of Flyway's, or its version is written in another way there",
            "Look at flyway_schema_history; write a migration that goes forward"));
  }

  /** The session ended under our hands. */
  static RemoteException lost(TargetDatabase database, ServerError error, String state) {
    return new RemoteException(
        Problem.of(
            ErrorCode.DATABASE_LOST,
            "The connection to " + database.name() + " was lost: " + first(error),
            state,
            "Run the same command again: it reads what took effect and goes on from there"));
  }

  /** The right to work on the database went to nobody or to somebody else. */
  static RemoteException lockLost(TargetDatabase database) {
    return new RemoteException(
        Problem.of(
            ErrorCode.DATABASE_LOST,
            "The lock of " + database.name() + " was lost",
            "Another run may work on the database now; nothing of this migration was done",
            "Run the same command again"));
  }

  /** What ran could not be written down. */
  static RemoteException unrecorded(Work work, ServerError error, String state) {
    return new RemoteException(
        Problem.of(
            ErrorCode.HISTORY_UNWRITABLE,
            work.label() + " ran, but that can't be recorded: " + first(error),
            state,
            "Let the role write the tables of the history, and take what touches them out of the"
                + " migration"));
  }

  /** What {@code why} says keeps it from being written down. */
  static PolicyException unrecordable(Work work, PolicyException why) {
    Problem problem = why.problem();
    return new PolicyException(
        new Problem(
            problem.code(),
            work.label() + " can't be recorded: " + problem.what(),
            problem.why(),
            problem.advice(),
            problem.at().or(() -> work.file().map(SourceLocation::of))),
        why);
  }

  /** It would write to the history, and no transaction could take that back. */
  static PolicyException touchesHistory(Work work, SqlStatement statement) {
    return new PolicyException(
        located(
            Problem.of(
                ErrorCode.HISTORY_UNWRITABLE,
                work.label() + " writes to " + HistoryTables.COMPANION + " itself",
                "Its rows say what undoes each migration; they are only added to, and by nobody"
                    + " else",
                "Take the statement out of the migration"),
            work,
            statement.at()));
  }

  /** It could not even begin. */
  static RemoteException notBegun(Work work, ServerError error) {
    return new RemoteException(
        Problem.of(
            ErrorCode.DATABASE_REFUSED,
            work.label() + " could not begin: " + first(error),
            "Nothing of it was done",
            "Look at the server's message, then run again"));
  }

  /** Flyway waited for its own lock, and was told to stop. */
  static CancelledException cancelledInTheQueue(FlywayException why) {
    Thread.currentThread().interrupt();
    return new CancelledException(
        Problem.of(
            ErrorCode.CANCELLED,
            "Cancelled while another Flyway held its lock",
            "Nothing was under way",
            "Run the same command again"),
        why);
  }

  /** Flyway gave up for a reason of its own; its texts may hold anything. */
  static IgnitionException flyway(TargetDatabase database, RuntimeException why, String state) {
    Optional<SQLException> cause = sql(why);
    Optional<ServerError> error = cause.map(database::explain);
    if (error.filter(ServerError::endsSession).isPresent()) {
      return lost(database, error.orElseThrow(), state);
    }
    String said = error.map(Problems::first).orElseGet(() -> words(why));
    return new RemoteException(
        Problem.of(
            ErrorCode.ENGINE_FAILED,
            "Flyway failed: " + said,
            state,
            "The database is as its history says; look at the message, then run again"),
        why);
  }

  /** What Flyway says, in one line. */
  static String words(RuntimeException why) {
    return Quoted.line(String.valueOf(why.getMessage()).replaceAll("\\s+", " "), LONGEST);
  }

  static Optional<SQLException> sql(Throwable why) {
    for (Throwable each = why; each != null; each = each.getCause()) {
      if (each instanceof SQLException found) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }
}
