package org.ignition.database.postgres;

import java.sql.SQLException;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;

/** Says why a database server can't be worked with. The driver's exceptions may hold URLs. */
final class DatabaseProblem {

  private static final String INVALID_AUTHORIZATION = "28";
  private static final String INVALID_CATALOG = "3D000";

  /** The role may not connect to that database. */
  private static final String FORBIDDEN = "42501";

  private DatabaseProblem() {}

  static RemoteException connecting(String address, SQLException cause) {
    String state = String.valueOf(cause.getSQLState());
    return state.startsWith(INVALID_AUTHORIZATION)
            || state.equals(INVALID_CATALOG)
            || state.equals(FORBIDDEN)
        ? loginFailed(address, cause)
        : unreachable(address, cause);
  }

  private static RemoteException loginFailed(String address, SQLException cause) {
    return new RemoteException(
        Problem.of(
            ErrorCode.DATABASE_LOGIN_FAILED,
            "The database server at " + address + " refused the login",
            said(cause),
            "Correct user, password and database in `shadow-url`"),
        cause);
  }

  private static RemoteException unreachable(String address, SQLException cause) {
    Optional<TlsProblem> tls = TlsProblem.of(cause, "shadow-url");
    return new RemoteException(
        Problem.of(
            ErrorCode.DATABASE_UNREACHABLE,
            "The database server at " + address + " can't be reached",
            tls.map(problem -> problem.why() + ". ").orElse("") + said(cause),
            tls.map(TlsProblem::advice)
                .orElse(
                    "Check host, port and `sslmode` of `shadow-url`, and that the server is up")),
        cause);
  }

  /** A statement of ours failed. */
  static RemoteException refused(String doing, SQLException cause) {
    return new RemoteException(
        Problem.of(
            ErrorCode.DATABASE_REFUSED,
            "The database server refused to " + doing,
            said(cause),
            "Look at the server's message, then run again"),
        cause);
  }

  private static String said(SQLException cause) {
    return "It said: " + Quoted.of(Explanation.of(cause).message());
  }
}
