package org.ignition.migration.flyway;

import java.util.List;
import org.ignition.database.TargetFacts;

/** The SQL of Flyway's table, in the words of a database. */
sealed interface FlywayDialect {

  /** That of a database. */
  static FlywayDialect of(TargetFacts facts) {
    return facts.product().equals("PostgreSQL")
        ? new Postgres(quoted(facts.schema()))
        : new Sqlite(quoted(facts.schema()));
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The schema, quoted. */
  String schema();

  /** An expression for who the session is. */
  String user();

  /** A query with one boolean: whether there is the table. */
  String existence();

  /** What makes the table. */
  List<String> definition();

  /** The table, qualified and quoted. */
  default String table() {
    return schema() + ".\"" + FlywayTable.NAME + '"';
  }

  /** A row: version, description, script, checksum, who. */
  default String insertion() {
    return """
    INSERT INTO %1$s (installed_rank, version, description, type, script, checksum,
      installed_by, execution_time, success)
    SELECT coalesce(max(installed_rank), 0) + 1, ?, ?, 'SQL', ?, ?,
      coalesce(nullif(?, ''), %2$s), 0, true
    FROM %1$s\
    """
        .formatted(table(), user());
  }

  /** A row of type DELETE where the newest of its version is none: who, version. */
  default String deletion() {
    return """
    INSERT INTO %1$s (installed_rank, version, description, type, script, checksum,
      installed_by, execution_time, success)
    SELECT (SELECT max(installed_rank) FROM %1$s) + 1, version, description, 'DELETE', script,
      checksum, coalesce(nullif(?, ''), %2$s), 0, success
    FROM %1$s n
    WHERE version = ? AND type <> 'DELETE' AND installed_rank =
      (SELECT max(o.installed_rank) FROM %1$s o WHERE o.version = n.version)\
    """
        .formatted(table(), user());
  }

  /** Of a version. */
  default String removal() {
    return "DELETE FROM %s WHERE version = ? AND NOT success".formatted(table());
  }

  /** Description, checksum, version. */
  default String correction() {
    return "UPDATE %s SET description = ?, checksum = ?, success = true WHERE version = ? AND NOT success"
        .formatted(table());
  }

  /** PostgreSQL. */
  record Postgres(String schema) implements FlywayDialect {

    @Override
    public String user() {
      return "current_user";
    }

    @Override
    public String existence() {
      return "SELECT pg_catalog.to_regclass('%s') IS NOT NULL"
          .formatted(table().replace("'", "''"));
    }

    @Override
    public List<String> definition() {
      return List.of(
          """
          CREATE TABLE %1$s (
              "installed_rank" INT NOT NULL,
              "version" VARCHAR(50),
              "description" VARCHAR(200) NOT NULL,
              "type" VARCHAR(20) NOT NULL,
              "script" VARCHAR(1000) NOT NULL,
              "checksum" INTEGER,
              "installed_by" VARCHAR(100) NOT NULL,
              "installed_on" TIMESTAMP NOT NULL DEFAULT now(),
              "execution_time" INTEGER NOT NULL,
              "success" BOOLEAN NOT NULL
          );
          ALTER TABLE %1$s ADD CONSTRAINT "%2$s_pk" PRIMARY KEY ("installed_rank");
          CREATE INDEX "%2$s_s_idx" ON %1$s ("success")\
          """
              .formatted(table(), FlywayTable.NAME));
    }
  }

  /** SQLite. */
  record Sqlite(String schema) implements FlywayDialect {

    @Override
    public String user() {
      return "''";
    }

    @Override
    public String existence() {
      return "SELECT count(*) FROM %s.sqlite_master WHERE type = 'table' AND tbl_name = '%s'"
          .formatted(schema, FlywayTable.NAME);
    }

    @Override
    public List<String> definition() {
      return List.of(
          """
          CREATE TABLE %s (
              "installed_rank" INT NOT NULL PRIMARY KEY,
              "version" VARCHAR(50),
              "description" VARCHAR(200) NOT NULL,
              "type" VARCHAR(20) NOT NULL,
              "script" VARCHAR(1000) NOT NULL,
              "checksum" INT,
              "installed_by" VARCHAR(100) NOT NULL,
              "installed_on" TEXT NOT NULL DEFAULT (strftime('%%Y-%%m-%%d %%H:%%M:%%f','now')),
              "execution_time" INT NOT NULL,
              "success" BOOLEAN NOT NULL
          )\
          """
              .formatted(table()),
          "CREATE INDEX %1$s.\"%2$s_s_idx\" ON \"%2$s\" (\"success\")"
              .formatted(schema, FlywayTable.NAME));
    }
  }
}
