package org.ignition.database.postgres;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;

/** Says why an embedded server can't be had. */
final class StartProblem {

  private static final Pattern ERROR = Pattern.compile("FATAL|PANIC|ERROR|error|No space left");

  private static final String OTHERWISE = "or give the URL of a PostgreSQL server as `shadow-url`";

  private StartProblem() {}

  static InputException unsupported(int major, List<Integer> supported) {
    return new InputException(
        Problem.of(
            ErrorCode.DATABASE_VERSION_UNSUPPORTED,
            "There is no embedded PostgreSQL " + major,
            "It has the major versions "
                + supported.stream().map(String::valueOf).collect(Collectors.joining(", ")),
            "Give one of them as `database-version`, " + OTHERWISE));
  }

  /** The machine lacks {@code what}. */
  static InputException unusable(String what, String advice) {
    return new InputException(
        Problem.of(
            ErrorCode.DATABASE_SERVER_UNUSABLE,
            "Embedded PostgreSQL cannot run here: " + what,
            "",
            advice + ", " + OTHERWISE));
  }

  /** Scripts of ours can't be started. */
  static InputException noShell(IOException cause) {
    return unusable("`sh` can't be run (" + cause.getMessage() + ")", "Install it");
  }

  /** It ended, or did not become ready, and said {@code log}. */
  static RemoteException failed(String what, List<String> log) {
    return new RemoteException(
        Problem.of(
            ErrorCode.DATABASE_START_FAILED,
            what,
            log.isEmpty() ? "Its log is empty" : "It said: " + Quoted.of(telling(log)),
            "Free memory or disk space if that is what it says and run again, " + OTHERWISE));
  }

  /** The first line that names an error, since what follows is the tidying up. */
  private static String telling(List<String> log) {
    return log.stream()
        .filter(line -> ERROR.matcher(line).find())
        .findFirst()
        .orElseGet(log::getLast);
  }

  /** The thread stays interrupted. */
  static CancelledException cancelled(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new CancelledException(
        Problem.of(
            ErrorCode.CANCELLED,
            "Cancelled while starting a database server",
            "",
            "Run the same command again"),
        cause);
  }
}
