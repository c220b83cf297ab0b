package org.ignition.database.postgres;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;

/**
 * A server that somebody else runs, for schemas that need what the embedded one lacks, such as
 * PostGIS. Only databases and roles whose names begin with {@value RandomNames#PREFIX} are made
 * there, and closing drops them.
 */
public final class ShadowServer {

  /** Older ones are not supported. */
  public static final int OLDEST_MAJOR_VERSION = 12;

  private static final int VERSIONS_PER_MAJOR = 10_000;

  private ShadowServer() {}

  /**
   * Logs in at {@code url}, which holds a password and stands in no message.
   *
   * @throws InputException when the URL is malformed or the server too old
   * @throws RemoteException when the server does not answer, or its role may make no databases
   */
  public static ScratchServer open(String url, SecureRandom random) {
    ShadowUrl parsed = ShadowUrl.parse(url);
    Sessions sessions =
        new Sessions(parsed.address(), parsed.login(), parsed.login(), parsed.properties());
    Facts facts = Facts.read(sessions, parsed.database());
    facts.check(parsed);
    RandomNames names = new RandomNames(random);
    return facts.superuser()
        ? asSuperuser(sessions, parsed.database(), facts.majorVersion(), names)
        : asOwner(sessions, parsed.database(), facts.majorVersion(), names);
  }

  private static ScratchServer asOwner(
      Sessions sessions, String home, int majorVersion, RandomNames names) {
    Databases databases = new Databases(sessions, home, majorVersion, names);
    return new PostgresServer(majorVersion, false, sessions, databases, databases::dropAll);
  }

  /** What migrations run as is a role of its own then, without a superuser's rights. */
  private static ScratchServer asSuperuser(
      Sessions given, String home, int majorVersion, RandomNames names) {
    Login owner = new Login(names.next(), names.password());
    Sessions sessions = given.withOwner(owner, GuestRole.properties(majorVersion));
    Databases databases = new Databases(sessions, home, majorVersion, names);
    GuestRole role = new GuestRole(owner, majorVersion, databases);
    role.create();
    return new PostgresServer(
        majorVersion,
        true,
        sessions,
        databases,
        () -> {
          databases.dropAll();
          role.drop();
        });
  }

  private record Facts(int majorVersion, boolean superuser, boolean createsDatabases) {

    static Facts read(Sessions sessions, String database) {
      try (Connection session = sessions.open(database, SessionRole.ADMINISTRATOR);
          Statement statement = session.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "SELECT pg_catalog.current_setting('server_version_num')::int, rolsuper,"
                      + " rolcreatedb FROM pg_catalog.pg_roles WHERE rolname = current_user")) {
        row.next();
        return new Facts(row.getInt(1) / VERSIONS_PER_MAJOR, row.getBoolean(2), row.getBoolean(3));
      } catch (SQLException e) {
        throw DatabaseProblem.refused("say its version", e);
      }
    }

    void check(ShadowUrl url) {
      if (majorVersion < OLDEST_MAJOR_VERSION) {
        throw new InputException(
            Problem.of(
                ErrorCode.DATABASE_VERSION_UNSUPPORTED,
                "The server at " + url.address() + " is PostgreSQL " + majorVersion,
                "",
                "Use one of " + OLDEST_MAJOR_VERSION + " or newer"));
      }
      if (!superuser && !createsDatabases) {
        throw new RemoteException(
            Problem.of(
                ErrorCode.DATABASE_FORBIDDEN,
                "The role of `shadow-url` may not create databases",
                "A rehearsal has databases of its own, so that nothing of yours is touched",
                "Run there as an administrator: ALTER ROLE "
                    + Identifier.quoted(url.login().user())
                    + " CREATEDB;"));
      }
    }
  }
}
