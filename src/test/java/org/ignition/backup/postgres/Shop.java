package org.ignition.backup.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.ignition.backup.BackupWatch;
import org.ignition.database.TargetDatabase;
import org.ignition.database.postgres.EmbeddedPostgres;
import org.ignition.database.postgres.TargetServer;
import org.ignition.testing.Postgres;
import org.ignition.testing.RealTool;

/**
 * A database whose owner backs it up and restores it.
 *
 * @param name of the database and of the role, which is no superuser
 * @param database opened by that role
 */
record Shop(TargetServer server, String name, TargetDatabase database) implements AutoCloseable {

  private static final int GATE = 4713;

  static Shop create(int major) throws SQLException {
    TargetServer server = TargetServer.of(major);
    String name = server.newShop();
    return new Shop(server, name, server.open(name));
  }

  /** Gives it one of most things that a database can hold. */
  void fill() throws SQLException {
    run(FILLING);
  }

  /** What {@link #fill} runs. */
  static final String[] FILLING = {
    "CREATE EXTENSION citext",
    "CREATE SCHEMA extensions",
    "CREATE EXTENSION pgcrypto SCHEMA extensions",
    "CREATE TYPE mood AS ENUM ('sad', 'glad')",
    "CREATE DOMAIN positive AS int CHECK (VALUE > 0)",
    "CREATE TABLE users (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email citext UNIQUE,"
        + " mood mood, twice int GENERATED ALWAYS AS (length(email) * 2) STORED)",
    "INSERT INTO users (email, mood) SELECT 'ü' || i || '@x', 'glad'"
        + " FROM generate_series(1, 20000) i",
    "CREATE TABLE events (at int, note text) PARTITION BY RANGE (at)",
    "CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100)",
    "CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM (100) TO (200)",
    "INSERT INTO events SELECT i, repeat('x', i) FROM generate_series(0, 150) i",
    "CREATE SCHEMA \"späce \"\"d\"",
    "CREATE TABLE \"späce \"\"d\".\"日本.x\" AS SELECT 1 AS \"it's ?\"",
    "CREATE VIEW glad AS SELECT * FROM users WHERE mood = 'glad'",
    "CREATE MATERIALIZED VIEW counts AS SELECT mood, count(*) FROM users GROUP BY mood",
    "CREATE FUNCTION double(i int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT i * 2'",
    "ALTER TABLE users ENABLE ROW LEVEL SECURITY",
    "CREATE POLICY own ON users USING (email = current_user)",
    "SELECT lo_from_bytea(4711, 'a picture'::bytea)",
    "CREATE TABLE schema_migrations (version bigint PRIMARY KEY)",
    "INSERT INTO schema_migrations VALUES (14)"
  };

  /** What later migrations may make; much of it hangs on what was there before. */
  void goOn() throws SQLException {
    run(
        "CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users, total positive)",
        "INSERT INTO orders SELECT id, id FROM users WHERE id < 100",
        "CREATE VIEW buyers AS SELECT u.* FROM users u JOIN orders o ON o.user_id = u.id",
        "CREATE TYPE pair AS (a int, b mood)",
        "CREATE TABLE pairs (p pair)",
        "CREATE FUNCTION first(p pair) RETURNS int LANGUAGE sql AS 'SELECT p.a'",
        "CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq)",
        "CREATE COLLATION german FROM \"C\"",
        "CREATE TEXT SEARCH CONFIGURATION ours (COPY = simple)",
        "CREATE SCHEMA later CREATE TABLE things (id serial) CREATE VIEW seen AS SELECT * FROM"
            + " things",
        "CREATE TABLE extensions.stray (id int)",
        "CREATE TABLE events_3 PARTITION OF events FOR VALUES FROM (200) TO (300)",
        "CREATE PUBLICATION changes FOR TABLE users",
        "SELECT lo_from_bytea(4712, 'another'::bytea)",
        "DROP MATERIALIZED VIEW counts",
        "DELETE FROM events",
        "ALTER TABLE events ADD extra int",
        "INSERT INTO schema_migrations VALUES (15)");
  }

  /**
   * Adds what is restored last, and only while nobody has the advisory lock {@link #GATE}: a
   * restore waits there for as long as a test likes.
   */
  void addGate() throws SQLException {
    run(
        "CREATE MATERIALIZED VIEW zzz AS SELECT s IS NULL AS n"
            + " FROM pg_advisory_xact_lock_shared("
            + GATE
            + ") s WITH NO DATA",
        "REFRESH MATERIALIZED VIEW zzz");
  }

  /** A session that has the advisory lock {@link #GATE} until it ends. */
  Connection shutGate() throws SQLException {
    Connection session = connect();
    try (Statement statement = session.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(" + GATE + ")");
    }
    return session;
  }

  /** Whether a restore has come to what {@link #addGate} added, and waits. */
  boolean isAtGate() throws SQLException {
    return ask("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND"
            + " application_name = 'ignition-release restore' AND wait_event = 'advisory'")
        .equals("1");
  }

  /** A dump of it in {@code folder}. */
  Path dump(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "backup", ".dump");
    source().writeTo(file, BackupWatch.NONE);
    return file;
  }

  PostgresSource source() {
    return new PostgresSource(clients(), target(), database, proof());
  }

  static PgClients clients() {
    return PgClients.at(RealTool.require("pg_dump"));
  }

  static DumpProof proof() {
    return new DumpProof(
        clients(), major -> EmbeddedPostgres.start(major, Postgres.folders(), new SecureRandom()));
  }

  /** Runs statements as its owner. */
  void run(String... statements) throws SQLException {
    try (Connection session = connect();
        Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  Connection connect() {
    return database.connect("test");
  }

  /** Runs it as a superuser. */
  void admin(String sql) throws SQLException {
    server.admin(name, sql);
  }

  String ask(String query) throws SQLException {
    try (Connection session = connect();
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  DumpTarget target() {
    return new DumpTarget(
        "127.0.0.1",
        "",
        server.port(),
        name,
        name,
        TargetServer.PASSWORD,
        new TlsSettings("disable", "", "", ""),
        database.facts().majorVersion(),
        database.facts().version(),
        database.facts().sizeBytes());
  }

  @Override
  public void close() throws SQLException {
    database.close();
    server.admin("postgres", "DROP DATABASE " + name + " WITH (FORCE)");
    server.admin("postgres", "DROP ROLE " + name);
  }
}
