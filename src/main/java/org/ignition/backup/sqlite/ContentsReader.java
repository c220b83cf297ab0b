package org.ignition.backup.sqlite;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ignition.backup.BackupContents;
import org.ignition.backup.BackupContents.ObjectDigest;
import org.ignition.image.Digest;

/**
 * Reads what a database holds. A copy is one of pages, so all of it can be compared: what was typed
 * to define an object, and what SQLite makes of it.
 */
final class ContentsReader {

  private static final int MAJOR = 3;
  private static final int HEX = 16;

  /** What a file holds that is not there. */
  static final BackupContents NOTHING = new BackupContents(MAJOR, new TreeMap<>(), new TreeMap<>());

  /** Names of SQLite's own objects, whose rows may change by themselves. */
  private static final String OURS = "name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

  /** What an application says of its file as a whole. */
  private static final List<String> SETTINGS =
      List.of("application_id", "user_version", "encoding", "page_size");

  private final Statement statement;
  private final SortedMap<String, ObjectDigest> schema = new TreeMap<>();
  private final SortedMap<String, Long> rows = new TreeMap<>();

  private ContentsReader(Statement statement) {
    this.statement = statement;
  }

  /** Reads it within the session's transaction, if there is one. */
  static BackupContents read(Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      ContentsReader reader = new ContentsReader(statement);
      reader.readSettings();
      reader.readBrokenKeys();
      reader.readObjects();
      for (String table : reader.tables()) {
        reader.count(table);
      }
      return new BackupContents(MAJOR, reader.schema, reader.rows);
    }
  }

  /** Whether it holds no object at all. */
  static boolean isEmpty(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("SELECT 1 FROM main.sqlite_master LIMIT 1")) {
      return !row.next();
    }
  }

  private void readSettings() throws SQLException {
    for (String setting : SETTINGS) {
      String value = String.join("", texts("PRAGMA " + setting));
      schema.put("setting " + setting, new ObjectDigest(digest(value), digest("")));
    }
  }

  /** Rows may refer to nothing where keys were not enforced; a copy has as many of them. */
  private void readBrokenKeys() throws SQLException {
    String broken = brokenKeys();
    schema.put("check foreign keys", new ObjectDigest(digest(broken), digest("")));
  }

  private String brokenKeys() throws SQLException {
    try {
      return texts("SELECT count(*) FROM pragma_foreign_key_check").getFirst();
    } catch (SQLException e) {
      if (String.valueOf(e.getMessage()).contains("foreign key mismatch")) {
        return "mismatch"; // A key that refers to no unique columns can't be checked at all.
      }
      throw e;
    }
  }

  private void readObjects() throws SQLException {
    String query =
        "SELECT type || ' ' || name, tbl_name, sql FROM main.sqlite_master WHERE " + OURS;
    for (List<String> object : lines(query)) {
      schema.put(
          object.getFirst(), new ObjectDigest(digest(object.get(1)), digest(object.getLast())));
    }
  }

  /** Those with pages of their own: a virtual one's module need not be here, its tables are. */
  private List<String> tables() throws SQLException {
    return texts(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND rootpage > 0 AND " + OURS);
  }

  private void count(String table) throws SQLException {
    String name = '"' + table.replace("\"", "\"\"") + '"';
    rows.put(table, Long.valueOf(texts("SELECT count(*) FROM main." + name).getFirst()));
    String columns =
        lines("PRAGMA main.table_xinfo(" + name + ")").stream()
            .map(List::toString)
            .reduce("", String::concat);
    schema.computeIfPresent(
        "table " + table, (_, digest) -> new ObjectDigest(digest(columns), digest.text()));
  }

  private List<String> texts(String query) throws SQLException {
    return lines(query).stream().map(List::getFirst).toList();
  }

  private List<List<String>> lines(String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      ResultSetMetaData columns = row.getMetaData();
      List<List<String>> lines = new ArrayList<>();
      while (row.next()) {
        List<String> line = new ArrayList<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
          line.add(String.valueOf(row.getString(column)));
        }
        lines.add(Collections.unmodifiableList(line));
      }
      return lines;
    }
  }

  private static String digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, HEX);
  }
}
