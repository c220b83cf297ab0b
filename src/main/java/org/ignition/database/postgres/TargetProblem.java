package org.ignition.database.postgres;

import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ignition.database.ServerError;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;

/** Says why the database that migrations are for can't be reached, and what to do about it. */
final class TargetProblem {

  private static final int LONGEST = 200;
  private static final Pattern POOLER =
      Pattern.compile(
          "unsupported startup parameter|transaction blocks not allowed|query_wait_timeout"
              + "|prepared statement .* (already exists|does not exist)");
  private static final Pattern NO_PASSWORD =
      Pattern.compile("requested \\S+-based auth|password is an empty");
  private static final Pattern TLS_WANTED = Pattern.compile("no encryption|SSL off");
  private static final Pattern CERTIFICATE_WANTED =
      Pattern.compile("valid client certificate|certificate authentication failed");
  private static final Pattern DATABASE_UNKNOWN = Pattern.compile("no such database");

  /** The role may not connect to that database. */
  private static final String NO_CONNECT = "42501";

  private static final String USERS =
      "Correct `database-user` and `database-password`; for the user's rights ask an administrator";

  private TargetProblem() {}

  /** No session could be opened. */
  static RemoteException connecting(TargetSessions sessions, SQLException cause) {
    ServerError error = Explanation.of(cause);
    String said = error.message();
    if (POOLER.matcher(said).find()) {
      return pooled(sessions.name(), "It said: " + line(said), cause);
    }
    if (error.sqlState().equals("3D000") || DATABASE_UNKNOWN.matcher(said).find()) {
      return missing(sessions, cause);
    }
    if (error.sqlState().startsWith("28")
        || error.sqlState().equals(NO_CONNECT)
        || NO_PASSWORD.matcher(said).find()) {
      return login(sessions, said, cause);
    }
    return unreachable(sessions, said, cause);
  }

  private static RemoteException missing(TargetSessions sessions, SQLException cause) {
    return remote(
        ErrorCode.DATABASE_MISSING,
        "The server at " + sessions.url().address() + " has no such database",
        "It said: " + line(Explanation.of(cause).message()),
        "Create it there: CREATE DATABASE "
            + Identifier.quoted(sessions.url().database())
            + " OWNER "
            + Identifier.quoted(sessions.login().user())
            + "; or correct the name in `database-url`",
        cause);
  }

  private static RemoteException login(TargetSessions sessions, String said, SQLException cause) {
    return remote(
        ErrorCode.DATABASE_LOGIN_FAILED,
        "The server at " + sessions.url().address() + " refused the login",
        "It said: " + line(said),
        loginAdvice(said),
        cause);
  }

  private static String loginAdvice(String said) {
    if (CERTIFICATE_WANTED.matcher(said).find()) {
      return "No certificate is shown from here, only a password: let pg_hba.conf take"
          + " `scram-sha-256` for this user, without `clientcert`";
    }
    return TLS_WANTED.matcher(said).find()
        ? "Add `?sslmode=require` to `database-url`, or let pg_hba.conf allow this address"
        : USERS;
  }

  private static RemoteException unreachable(
      TargetSessions sessions, String said, SQLException cause) {
    Optional<TlsProblem> tls = TlsProblem.of(cause, "database-url");
    return remote(
        ErrorCode.DATABASE_UNREACHABLE,
        "The database " + sessions.name() + " can't be reached",
        tls.map(problem -> problem.why() + ". ").orElse("") + "It said: " + line(said),
        tls.map(TlsProblem::advice)
            .orElse(
                "Check host and port of `database-url` from the machine that runs this, and that"
                    + " the server is up"),
        cause);
  }

  /** A pooler that changes server sessions between transactions. */
  static RemoteException pooled(String name, String how, Throwable cause) {
    return remote(
        ErrorCode.DATABASE_POOLED,
        "A connection pooler stands before " + name,
        how + "; a lock of ours would not hold there",
        "Give the address of the server itself in `database-url`, or of a pool with `pool_mode ="
            + " session` and `ignore_startup_parameters = extra_float_digits, options`",
        cause);
  }

  /** A statement of ours failed while nothing had been changed yet. */
  static RemoteException reading(TargetSessions sessions, String doing, SQLException cause) {
    ServerError error = Explanation.of(cause);
    if (POOLER.matcher(error.message()).find()) {
      return pooled(sessions.name(), "It said: " + line(error.message()), cause);
    }
    return error.endsSession()
        ? lost("The session with " + sessions.name() + " ended", error.message(), cause)
        : DatabaseProblem.refused(doing, cause);
  }

  /** A session, and what was in it, is gone. */
  static RemoteException lost(String what, String said, Throwable cause) {
    return remote(
        ErrorCode.DATABASE_LOST,
        what,
        "It said: " + line(said),
        "Run the same command again: it reads what took effect and goes on from there",
        cause);
  }

  static RemoteException remote(ErrorCode code, String what, String why, String advice) {
    return new RemoteException(Problem.of(code, what, why, advice));
  }

  private static RemoteException remote(
      ErrorCode code, String what, String why, String advice, Throwable cause) {
    return new RemoteException(Problem.of(code, what, why, advice), cause);
  }

  private static String line(String said) {
    return Quoted.line(said, LONGEST);
  }
}
