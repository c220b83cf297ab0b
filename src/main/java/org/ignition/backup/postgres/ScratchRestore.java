package org.ignition.backup.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ignition.database.SessionRole;

/**
 * Restores an archive into an empty database of a server of our own. It is SQL of somebody else's:
 * functions that rows are checked with run while they are loaded. So it runs as the role that owns
 * the database and can do nothing outside of it, and without the owners and privileges of the
 * archive, which need more; what else needs a superuser is left out: event triggers, publications.
 * Extensions are made for it before.
 *
 * @param archive what is restored
 * @param list its contents
 * @param place the database, on a server with a superuser of ours
 * @param loading how its rows come in
 */
record ScratchRestore(Archive archive, ArchiveList list, ProofPlace place, Loading loading) {

  private static final Set<String> LEFT_OUT =
      Set.of(
          "EVENT TRIGGER",
          "COMMENT - EVENT TRIGGER",
          "COMMENT - EXTENSION",
          "DEFAULT ACL",
          "PUBLICATION",
          "PUBLICATION TABLE",
          "PUBLICATION TABLES IN SCHEMA",
          "COMMENT - PUBLICATION",
          "SUBSCRIPTION",
          "COMMENT - SUBSCRIPTION");

  /** How it went. */
  sealed interface Outcome {

    /** All of it is there. */
    record Restored() implements Outcome {}

    /**
     * The server took a part of it only.
     *
     * @param said what it said, untrusted
     */
    record Refused(String said) implements Outcome {}

    /**
     * It can't be restored here, which says nothing about the archive.
     *
     * @param why one sentence without full stop
     */
    record Impossible(String why) implements Outcome {}
  }

  /** Does it. */
  Outcome run() throws IOException, InterruptedException, SQLException {
    ArchiveNeeds needs = archive.needs(list);
    try (Connection session = place.connect()) {
      List<String> missing = missing(session, list.extensions());
      if (!missing.isEmpty()) {
        return new Outcome.Impossible(
            "the server here lacks "
                + (missing.size() == 1 ? "the extension " : "the extensions ")
                + String.join(", ", missing));
      }
      prepare(session, needs);
    }
    KeptThings there =
        new KeptThings(
            false,
            Stream.concat(Stream.of("public"), needs.extensions().values().stream()).toList(),
            List.of());
    Path wanted = Files.createTempFile("ignition-proof", ".list");
    try {
      Files.writeString(
          wanted, list.without(LEFT_OUT).without(there, archive.made(list)).toString());
      return restore(wanted);
    } finally {
      Files.deleteIfExists(wanted);
    }
  }

  private static List<String> missing(Connection session, List<String> extensions)
      throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("SELECT name FROM pg_available_extensions")) {
      Set<String> there = new HashSet<>();
      while (row.next()) {
        there.add(row.getString(1));
      }
      return extensions.stream().filter(each -> !there.contains(each)).toList();
    }
  }

  /** As a superuser, with names of the archive only. */
  private void prepare(Connection session, ArchiveNeeds needs) throws SQLException {
    String owner = SqlName.quoted(place.server().roleName(SessionRole.OWNER));
    List<String> statements = new ArrayList<>();
    needs
        .extensions()
        .forEach((name, schema) -> {
          if (!schema.startsWith("pg_")) { // The server's own are there, and nobody makes them.
            statements.add(
                "CREATE SCHEMA IF NOT EXISTS "
                    + SqlName.quoted(schema)
                    + " AUTHORIZATION "
                    + owner);
          }
          statements.add(
              "CREATE EXTENSION IF NOT EXISTS %s SCHEMA %s CASCADE"
                  .formatted(SqlName.quoted(name), SqlName.quoted(schema)));
        });
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String sql : statements) {
        statement.execute(sql);
      }
      for (String role : needs.roles()) {
        makeRole(statement, role);
      }
    }
  }

  /** One that is there already is as good. */
  private static void makeRole(Statement statement, String role) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("SELECT FROM pg_roles WHERE rolname = " + SqlName.literal(role))) {
      if (row.next()) {
        return;
      }
    }
    statement.execute("CREATE ROLE " + SqlName.quoted(role));
  }

  private Outcome restore(Path wanted) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            archive.restore().toString(),
            "--no-password",
            "--no-owner",
            "--no-privileges",
            "--no-tablespaces",
            "--exit-on-error",
            loading.option(),
            "--use-list=" + wanted,
            "--dbname=" + place.database(),
            archive.file().toString());
    try (AttendedProgram program =
        AttendedProgram.start(
            wanted, command, ScratchLogin.environment(place.server(), place.database()))) {
      return program.end() == 0
          ? new Outcome.Restored()
          : outcome(String.join("\n", program.said()), program.said());
    }
  }

  private Outcome outcome(String all, List<String> said) {
    return RefusedRestore.of(all)
        .orElseThrow(() -> ArchiveProblem.unreadable(archive.file(), said));
  }
}
