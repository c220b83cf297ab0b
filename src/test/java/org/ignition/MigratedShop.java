package org.ignition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.testing.Postgres;
import org.ignition.testing.RealTool;
import org.ignition.testing.TcpDoor;

/** A repository with migrations, and a database of its own that they are applied to. */
final class MigratedShop implements AutoCloseable {

  private static final String PASSWORD = "of-a-test";

  private final Shop shop;
  private final ScratchServer server;
  private final String database;
  private final String url;

  private MigratedShop(Shop shop, ScratchServer server) throws SQLException {
    this.shop = shop;
    this.server = server;
    this.database = server.createDatabase();
    this.url = url(server, database);
    administer(
        "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(owner(), PASSWORD),
        "ALTER DATABASE %s OWNER TO %s".formatted(database, owner()),
        "ALTER SCHEMA public OWNER TO " + owner());
  }

  static MigratedShop create(Path home, int majorVersion) throws Exception {
    return new MigratedShop(Shop.create(home, "ghcr.io/acme/shop"), Postgres.server(majorVersion));
  }

  /** The same repository with an empty database. */
  MigratedShop again() throws SQLException {
    return new MigratedShop(shop, server);
  }

  /** As users give it, from what the driver was given. */
  private static String url(ScratchServer server, String database) throws SQLException {
    try (Connection session = server.connect(database, SessionRole.ADMINISTRATOR)) {
      String url = session.getMetaData().getURL();
      int query = url.indexOf('?');
      return (query < 0 ? url : url.substring(0, query)).substring("jdbc:".length());
    }
  }

  /** Runs statements as a superuser in the shop's database. */
  void administer(String... statements) throws SQLException {
    try (Connection session = server.connect(database, SessionRole.ADMINISTRATOR);
        Statement statement = session.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  Shop shop() {
    return shop;
  }

  String url() {
    return url;
  }

  /** A way to its server that can be shut. */
  TcpDoor door() throws IOException {
    return TcpDoor.to(Integer.parseInt(url.replaceFirst(".*:(\\d+)/.*", "$1")));
  }

  /** Its address as it is through {@code door}. */
  String url(TcpDoor door) {
    return url.replaceFirst(":\\d+/", ":" + door.port() + "/");
  }

  /** A role of its own that owns the database. */
  String owner() {
    return database + "_owner";
  }

  /** A session of the owner's. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:" + url, owner(), PASSWORD);
  }

  /** Writes a pair and commits nothing: a database is migrated from files. */
  MigratedShop pair(String name, String up, String down) throws Exception {
    shop.write("db/migrations/" + name + ".sql", up + "\n");
    shop.write("db/migrations/" + name + ".down.sql", down + "\n");
    return this;
  }

  /** A pair of a table with one column. */
  MigratedShop table(String name) throws Exception {
    String table = name.substring(name.indexOf('_') + 1);
    return pair(
        name,
        "CREATE TABLE %s (id bigint PRIMARY KEY);".formatted(table),
        "DROP TABLE %s;".formatted(table));
  }

  void remove(String name) throws Exception {
    Files.delete(shop.folder().resolve("db/migrations/" + name));
  }

  /** The command as a step of a workflow, with these inputs besides: names and values. */
  Shop.Run migrate(String... inputs) throws Exception {
    shop.commit("migrations");
    return step(inputs);
  }

  /** The same, of what is committed already; may be called by several threads at once. */
  Shop.Run step(String... inputs) throws Exception {
    return shop.step("refs/heads/main", inputs(inputs), variables());
  }

  /** The same, on a machine of GitHub's that is gone afterwards. */
  Shop.Run hosted(String... inputs) throws Exception {
    Map<String, String> variables = new HashMap<>(variables());
    variables.put("RUNNER_ENVIRONMENT", "github-hosted");
    return shop.step("refs/heads/main", inputs(inputs), variables);
  }

  /** The command begun in a process of its own, which can be killed. */
  Shop.Begun begin(String... inputs) throws Exception {
    shop.commit("migrations");
    return shop.begin(inputs(inputs), variables());
  }

  private static Map<String, String> variables() throws Exception {
    return Map.of("PG_DUMP", RealTool.require("pg_dump").toString());
  }

  /** What the command is given, with these inputs besides: names and values. */
  Map<String, String> inputs(String... more) {
    Map<String, String> all = new HashMap<>();
    all.put("command", "migrate");
    all.put("database-url", url);
    all.put("database-user", owner());
    all.put("database-password", PASSWORD);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  /** A login of the owner's for another program: address, user and password. */
  List<String> login() {
    return List.of("jdbc:" + url, owner(), PASSWORD);
  }

  /** Runs statements as the owner. */
  void sql(String... statements) throws SQLException {
    try (Connection session = connect();
        Statement statement = session.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  /** The first column of what a query of the owner's gives, as texts. */
  List<String> query(String sql) throws SQLException {
    try (Connection session = connect();
        Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
      return values;
    }
  }

  /** What the application asks when it starts. */
  String version() throws SQLException {
    return query("SELECT MAX(version) FROM schema_migrations").getFirst();
  }

  List<String> tables() throws SQLException {
    return query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename");
  }

  @Override
  public void close() throws SQLException {
    server.dropDatabase(database);
    try (Connection session = server.connect("postgres", SessionRole.ADMINISTRATOR);
        Statement statement = session.createStatement()) {
      statement.execute("DROP ROLE " + owner());
    }
  }
}
