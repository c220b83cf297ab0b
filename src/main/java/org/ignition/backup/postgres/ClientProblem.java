package org.ignition.backup.postgres;

import java.nio.file.Path;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;

/** Says which {@code pg_dump} this machine lacks. */
final class ClientProblem {

  private static final String NEEDED = "The server is PostgreSQL %d, and a backup is required";

  private ClientProblem() {}

  static InputException missing(int serverMajor) {
    return of("No pg_dump on this machine", NEEDED.formatted(serverMajor), install(serverMajor));
  }

  /** The one that the user named can't be run, or is none. */
  static InputException unusable(Path program, int serverMajor) {
    return of(
        "Not a pg_dump that runs here: " + Quoted.of(program.toString()),
        NEEDED.formatted(serverMajor),
        "Correct PG_DUMP, or leave it out and " + decapitalised(install(serverMajor)));
  }

  static InputException tooOld(PgClient newest, int serverMajor, boolean named) {
    return of(
        "pg_dump %s is older than the server, PostgreSQL %d"
            .formatted(newest.version(), serverMajor),
        "It can't know what newer servers hold, so it refuses; it is the "
            + (named ? "one that PG_DUMP names" : "newest here")
            + ", "
            + Quoted.line(newest.program().toString(), 200),
        install(serverMajor));
  }

  /** The installation of {@code client} lacks a program. */
  static InputException incomplete(PgClient client, String lacking) {
    return of(
        "No %s beside pg_dump %s".formatted(lacking, client.version()),
        "All three of pg_dump, pg_restore and psql are needed, of one version; in "
            + Quoted.line(client.program().resolveSibling("").toString(), 200)
            + " it is missing",
        install(client.major()));
  }

  private static String install(int serverMajor) {
    return "Install it: apt-get install postgresql-client-%d (or newer; where Debian has none, add apt.postgresql.org), or give the path of one as PG_DUMP"
        .formatted(serverMajor);
  }

  private static String decapitalised(String sentence) {
    return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
  }

  private static InputException of(String what, String why, String advice) {
    return new InputException(Problem.of(ErrorCode.BACKUP_CLIENT_UNUSABLE, what, why, advice));
  }
}
