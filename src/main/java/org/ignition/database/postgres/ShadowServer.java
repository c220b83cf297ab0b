package org.ignition.database.postgres;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
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

  /** No rehearsal takes so long. */
  private static final Duration REMNANT_AFTER = Duration.ofDays(1);

  private ShadowServer() {}

  /**
   * Logs in at {@code url}, which holds a password and stands in no message.
   *
   * @throws InputException when the URL is malformed or the server too old
   * @throws RemoteException when the server does not answer, or its role may make no databases
   */
  public static ScratchServer open(String url, SecureRandom random) {
    return open(url, random, Clock.systemUTC());
  }

  static ScratchServer open(String url, SecureRandom random, InstantSource clock) {
    ShadowUrl parsed = ShadowUrl.parse(url);
    Sessions sessions =
        new Sessions(parsed.address(), parsed.login(), parsed.login(), parsed.properties());
    Facts facts = Facts.read(sessions, parsed.database());
    facts.check(parsed);
    RandomNames names = new RandomNames(random, clock);
    List<String> remnants =
        facts.idle().stream().filter(name -> names.isOlder(name, REMNANT_AFTER)).toList();
    return facts.superuser()
        ? asSuperuser(sessions, parsed.database(), facts.majorVersion(), names, remnants)
        : asOwner(sessions, parsed.database(), facts.majorVersion(), names, remnants);
  }

  private static ScratchServer asOwner(
      Sessions sessions, String home, int majorVersion, RandomNames names, List<String> remnants) {
    Databases databases = new Databases(sessions, home, majorVersion, names);
    return new PostgresServer(
        majorVersion, false, sessions, databases, new ShadowHost(remnants, databases::dropAll));
  }

  /** What migrations run as is a role of its own then, without a superuser's rights. */
  private static ScratchServer asSuperuser(
      Sessions given, String home, int majorVersion, RandomNames names, List<String> remnants) {
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
        new ShadowHost(
            remnants,
            () -> {
              databases.dropAll();
              role.drop();
            }));
  }

  private record ShadowHost(List<String> remnants, Runnable leave) implements ServerHost {
    @Override
    public void end() {
      leave.run();
    }
  }

  /**
   * @param idle databases with names of ours and without sessions
   */
  private record Facts(
      int majorVersion, boolean superuser, boolean createsDatabases, List<String> idle) {

    private static final String QUERY =
        """
        SELECT pg_catalog.current_setting('server_version_num')::int, rolsuper, rolcreatedb,
          ARRAY(
            SELECT d.datname::text FROM pg_catalog.pg_database d
            WHERE pg_catalog.starts_with(d.datname::text, '%s') AND NOT EXISTS (
              SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid)
            ORDER BY 1)
        FROM pg_catalog.pg_roles WHERE rolname = current_user
        """
            .formatted(RandomNames.PREFIX);

    static Facts read(Sessions sessions, String database) {
      try (Connection session = sessions.open(database, SessionRole.ADMINISTRATOR);
          Statement statement = session.createStatement();
          ResultSet row = statement.executeQuery(QUERY)) {
        row.next();
        return new Facts(
            row.getInt(1) / VERSIONS_PER_MAJOR,
            row.getBoolean(2),
            row.getBoolean(3),
            List.of((String[]) row.getArray(4).getArray()));
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
