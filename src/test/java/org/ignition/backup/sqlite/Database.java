package org.ignition.backup.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A file of SQLite in tests.
 *
 * @param path where it is
 */
record Database(Path path) {

  /** One of each thing that SQLite has. */
  static final String[] EVERYTHING = {
    "CREATE TABLE customers (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE)",
    "CREATE TABLE \"order \"\"s\" (no INT, customer INT REFERENCES customers, PRIMARY KEY (no))"
        + " STRICT, WITHOUT ROWID",
    "CREATE TABLE sums (a INT, b INT GENERATED ALWAYS AS (a * 2) STORED)",
    "CREATE VIEW größte AS SELECT max(no) AS n FROM \"order \"\"s\"",
    "CREATE VIEW broken AS SELECT * FROM nowhere",
    "CREATE TRIGGER t AFTER INSERT ON sums BEGIN UPDATE customers SET name = name; END",
    "CREATE INDEX i ON \"order \"\"s\" (customer) WHERE customer > 0",
    "CREATE VIRTUAL TABLE texts USING fts5(body)",
    "INSERT INTO customers (name) VALUES ('Ada'), ('Zoë')",
    "INSERT INTO \"order \"\"s\" VALUES (1, 1), (2, 2), (3, 99)",
    "INSERT INTO sums (a) VALUES (21)",
    "INSERT INTO texts VALUES ('to be found')",
    "PRAGMA user_version = 7",
    "PRAGMA application_id = 1234"
  };

  Connection open() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + path.toUri().toASCIIString());
  }

  void run(String... statements) throws SQLException {
    try (Connection session = open()) {
      run(session, statements);
    }
  }

  static void run(Connection session, String... statements) throws SQLException {
    try (Statement statement = session.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  String text(String query) throws SQLException {
    try (Connection session = open();
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.getString(1);
    }
  }
}
