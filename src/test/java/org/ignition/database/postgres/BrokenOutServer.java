package org.ignition.database.postgres;

import java.security.SecureRandom;
import java.sql.ResultSet;
import org.ignition.database.SessionRole;
import org.ignition.testing.Postgres;

/**
 * A program for a container: starts a server of each version and says, as a superuser who runs
 * programs, what somebody would reach who broke out of it. Whatever holds {@code s3cret} is secret.
 */
final class BrokenOutServer {

  private static final String REACHED =
      """
      COPY public.reached FROM PROGRAM 'id -un; id -Gn;
        if test -w /var/run/docker.sock; then echo socket; fi;
        if cat /proc/1/environ >/dev/null 2>&1; then echo environment; fi;
        if test -r /secret; then echo secret; fi;
        cat /proc/$PPID/environ >/dev/null 2>&1 || echo unread;
        env | grep s3cret; grep -a s3cret /proc/$PPID/environ; true'\
      """;

  private BrokenOutServer() {}

  /** No arguments. */
  public static void main(String[] arguments) throws Exception {
    for (int version : EmbeddedPostgres.MAJOR_VERSIONS) {
      try (var server = EmbeddedPostgres.start(version, Postgres.folders(), new SecureRandom());
          var session = server.connect(server.createDatabase(), SessionRole.ADMINISTRATOR);
          var statement = session.createStatement()) {
        statement.execute("CREATE TABLE public.reached (what text)");
        statement.execute(REACHED.replace("\n", " "));
        try (ResultSet rows =
            statement.executeQuery("SELECT string_agg(what, ' ') FROM public.reached")) {
          rows.next();
          System.out.println(version + ": " + rows.getString(1));
        }
      }
    }
  }
}
