package org.ignition.migration.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ignition.migration.DatabaseKind;
import org.ignition.migration.loss.DownStep.AddColumn;
import org.ignition.migration.loss.DownStep.Attach;
import org.ignition.migration.loss.DownStep.ChangeType;
import org.ignition.migration.loss.DownStep.CopiedColumn;
import org.ignition.migration.loss.DownStep.CopyRows;
import org.ignition.migration.loss.DownStep.Create;
import org.ignition.migration.loss.DownStep.DeleteRows;
import org.ignition.migration.loss.DownStep.Detach;
import org.ignition.migration.loss.DownStep.Drop;
import org.ignition.migration.loss.DownStep.DropColumn;
import org.ignition.migration.loss.DownStep.ForeignKeys;
import org.ignition.migration.loss.DownStep.Move;
import org.ignition.migration.loss.DownStep.Opaque;
import org.ignition.migration.loss.DownStep.Rename;
import org.ignition.migration.loss.DownStep.RenameColumn;
import org.ignition.migration.loss.DownStep.ReplaceRows;
import org.ignition.migration.loss.DownStep.SearchPath;
import org.ignition.migration.loss.DownStep.Truncate;
import org.ignition.migration.loss.DownStep.UpdateRows;
import org.ignition.migration.sql.SqlSplitter;
import org.ignition.testing.HostileText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text of a down shows. */
class DownReadingTest {

  private static final NamedKind TABLE = NamedKind.RELATION;

  private static ObjectName name(String name) {
    return ObjectName.of(name);
  }

  private static ObjectName name(String schema, String name) {
    return new ObjectName(schema, name);
  }

  private static List<DownStep> read(String sql) {
    return DownReading.of(SqlSplitter.split(sql), DatabaseKind.POSTGRESQL);
  }

  private static List<DownStep> readSqlite(String sql) {
    return DownReading.of(SqlSplitter.split(sql), DatabaseKind.SQLITE);
  }

  private static void reads(String sql, DownStep... steps) {
    assertEquals(List.of(steps), read(sql));
  }

  private static void readsSqlite(String sql, DownStep... steps) {
    assertEquals(List.of(steps), readSqlite(sql));
  }

  @Test
  void readsTablesThatGo() {
    reads("DROP TABLE orders", new Drop(TABLE, name("orders"), false));
    reads("drop table if exists Orders cascade;", new Drop(TABLE, name("orders"), true));
    reads("DROP TABLE shop.orders RESTRICT", new Drop(TABLE, name("shop", "orders"), false));
    reads("DROP TABLE db.shop.orders", new Drop(TABLE, name("shop", "orders"), false));
    reads(
        "DROP TABLE \"Old Orders\", \"a\"\"b\".\"c.d\" CASCADE",
        new Drop(TABLE, name("Old Orders"), true),
        new Drop(TABLE, name("a\"b", "c.d"), true));
    reads("DROP TABLE ORDÉRS", new Drop(TABLE, name("ordÉrs"), false));
    reads(
        "DROP /* TABLE a; */ TABLE -- the\n orders ; DROP TABLE b",
        new Drop(TABLE, name("orders"), false),
        new Drop(TABLE, name("b"), false));
    reads("DROP FOREIGN TABLE far", new Drop(TABLE, name("far"), false));
    reads("DROP VIEW v CASCADE", new Drop(TABLE, name("v"), true));
    reads("DROP MATERIALIZED VIEW IF EXISTS m", new Drop(TABLE, name("m"), false));
  }

  @Test
  void readsOtherObjectsThatRowsDependOn() {
    reads(
        "DROP SCHEMA IF EXISTS a, b CASCADE",
        new Drop(NamedKind.SCHEMA, name("a"), true),
        new Drop(NamedKind.SCHEMA, name("b"), true));
    reads("DROP TYPE shop.state CASCADE", new Drop(NamedKind.TYPE, name("shop", "state"), true));
    reads("DROP DOMAIN email", new Drop(NamedKind.TYPE, name("email"), false));
    reads("DROP COLLATION c CASCADE", new Drop(NamedKind.COLLATION, name("c"), true));
    reads("DROP EXTENSION \"uuid-ossp\"", new Drop(NamedKind.EXTENSION, name("uuid-ossp"), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP INDEX CONCURRENTLY IF EXISTS i",
        "DROP FUNCTION f(int, text) CASCADE",
        "DROP PROCEDURE p",
        "DROP TRIGGER t ON orders",
        "DROP EVENT TRIGGER t",
        "DROP POLICY p ON orders",
        "DROP RULE r ON orders CASCADE",
        "DROP SEQUENCE s",
        "DROP ROLE r",
        "DROP AGGREGATE a(int)",
        "DROP CAST (a AS b)",
        "DROP OPERATOR CLASS c USING btree",
        "DROP FOREIGN DATA WRAPPER w CASCADE",
        "DROP SERVER s CASCADE",
        "DROP STATISTICS s",
        "DROP TEXT SEARCH CONFIGURATION c",
        "DROP PUBLICATION p",
        "ALTER TABLE t DROP CONSTRAINT c CASCADE",
        "ALTER TABLE t ADD CONSTRAINT c CHECK (x > 0)",
        "ALTER TABLE t ADD PRIMARY KEY (id), ADD UNIQUE (a, b), ADD FOREIGN KEY (x) REFERENCES u",
        "ALTER TABLE t ALTER COLUMN x DROP NOT NULL, ALTER x SET DEFAULT f(1, 2)",
        "ALTER TABLE t RENAME CONSTRAINT a TO b",
        "ALTER TABLE t ENABLE ROW LEVEL SECURITY, OWNER TO r, SET (fillfactor = 70)",
        "ALTER TABLE t VALIDATE CONSTRAINT c",
        "ALTER TABLE ALL IN TABLESPACE a SET TABLESPACE b",
        "ALTER INDEX i RENAME TO j",
        "ALTER SEQUENCE s RESTART",
        "ALTER FUNCTION f() OWNER TO r",
        "ALTER TYPE t ADD VALUE 'x'",
        "ALTER TYPE t RENAME VALUE 'x' TO 'y'",
        "ALTER TYPE t OWNER TO r",
        "ALTER DOMAIN d DROP CONSTRAINT c",
        "ALTER ROLE r SET search_path = a",
        "CREATE INDEX CONCURRENTLY i ON t (x)",
        "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS $$ DELETE FROM t $$",
        "CREATE TRIGGER t BEFORE INSERT ON o EXECUTE FUNCTION f()",
        "COMMENT ON TABLE t IS 'DROP TABLE x'",
        "GRANT ALL ON t TO r",
        "REVOKE ALL ON t FROM r",
        "INSERT INTO t VALUES (1, 'a'), (2, 'b')",
        "INSERT INTO t (a, b) VALUES (1, 2) ON CONFLICT DO NOTHING",
        "INSERT INTO t DEFAULT VALUES RETURNING id",
        "COPY t (a, b) FROM '/srv/t.csv' WITH (FORMAT csv)",
        "COPY (SELECT * FROM t) TO '/srv/t.csv' WITH (FORMAT csv)",
        "VALUES (1, now())",
        "SELECT setval('s', 1)",
        "SELECT pg_catalog.setval('s', coalesce(max(id), 1)) FROM t",
        "SELECT 1",
        "WITH a AS (SELECT 1) SELECT count(*) FROM a",
        "SET lock_timeout = '1s'",
        "SET LOCAL statement_timeout TO 0",
        "RESET lock_timeout",
        "DISCARD PLANS",
        "ANALYZE t",
        "VACUUM t",
        "REINDEX TABLE t",
        "REFRESH MATERIALIZED VIEW m",
        "LOCK TABLE t",
        "NOTIFY x"
      })
  void seesThatNoRowIsTouched(String sql) {
    reads(sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DO $$ BEGIN DROP TABLE x; END $$",
        "CALL purge()",
        "VALUES (1, purge())",
        "COPY (DELETE FROM t RETURNING *) TO '/srv/t.csv'",
        "SELECT purge()",
        "SELECT shop.purge(1) FROM t",
        "SELECT \"Purge\"()",
        "SELECT shop.count(1)",
        "EXECUTE prepared",
        "PREPARE p AS DELETE FROM t",
        "EXPLAIN ANALYZE DELETE FROM t",
        "DROP OWNED BY r",
        "DROP DATABASE d",
        "DROP ACCESS METHOD a CASCADE",
        "DROP TABLE U&\"d\\0061ta\"",
        "DROP TABLE",
        "DROP",
        "ALTER TABLE",
        "ALTER TABLE t DROP",
        "ALTER TYPE t DROP ATTRIBUTE a CASCADE",
        "ALTER TYPE t ALTER ATTRIBUTE a TYPE int",
        "ALTER EXTENSION e UPDATE TO '2'",
        "WITH gone AS (DELETE FROM t RETURNING *) SELECT * FROM gone",
        "WITH x AS (SELECT 1) UPDATE t SET a = 1",
        "SELECT set_config('search_path', current_user, false)",
        "SET search_path FROM CURRENT",
        "LOAD 'library'",
        "FROBNICATE t",
        "(SELECT 1)"
      })
  void saysWhatItCanNotTell(String sql) {
    List<DownStep> steps = read(sql);
    assertEquals(1, steps.size(), steps.toString());
    Opaque opaque = assertInstanceOf(Opaque.class, steps.getFirst());
    assertTrue(sql.startsWith(opaque.statement().replace("…", "")), opaque.statement());
  }

  @Test
  void readsEachActionOfATable() {
    reads(
        "ALTER TABLE IF EXISTS ONLY shop.users * DROP COLUMN IF EXISTS phone CASCADE,"
            + " ADD COLUMN IF NOT EXISTS fax text DEFAULT concat('a', 'b'), DROP \"E-Mail\","
            + " ADD nick text, ALTER COLUMN age TYPE smallint, ALTER age SET DATA TYPE"
            + " numeric(10, 2) USING (age::numeric(10, 2)), ALTER x TYPE varchar(3) COLLATE \"C\","
            + " ALTER y TYPE int[]",
        new DropColumn(name("shop", "users"), "phone", true),
        new AddColumn(name("shop", "users"), "fax"),
        new DropColumn(name("shop", "users"), "E-Mail", true),
        new AddColumn(name("shop", "users"), "nick"),
        new ChangeType(name("shop", "users"), "age", "smallint"),
        new ChangeType(name("shop", "users"), "age", ""),
        new ChangeType(name("shop", "users"), "x", "varchar(3)"),
        new ChangeType(name("shop", "users"), "y", "int[]"));
    reads("ALTER FOREIGN TABLE f DROP a", new DropColumn(name("f"), "a", false));
  }

  @Test
  void readsWhatChangesNames() {
    reads("ALTER TABLE a RENAME TO b", new Rename(TABLE, name("a"), "b"));
    reads("ALTER VIEW IF EXISTS a RENAME TO b", new Rename(TABLE, name("a"), "b"));
    reads("ALTER MATERIALIZED VIEW a RENAME TO b", new Rename(TABLE, name("a"), "b"));
    reads("ALTER TABLE a RENAME COLUMN x TO y", new RenameColumn(name("a"), "x", "y"));
    reads("ALTER TABLE a RENAME x TO \"Y\"", new RenameColumn(name("a"), "x", "Y"));
    reads("ALTER TABLE a SET SCHEMA s", new Move(TABLE, name("a"), "s"));
    reads("ALTER TYPE s.a RENAME TO b", new Rename(NamedKind.TYPE, name("s", "a"), "b"));
    reads("ALTER SCHEMA a RENAME TO b", new Rename(NamedKind.SCHEMA, name("a"), "b"));
    reads("ALTER TABLE p ATTACH PARTITION s.c DEFAULT", new Attach(name("p"), name("s", "c")));
    reads("ALTER TABLE c INHERIT p", new Attach(name("p"), name("c")));
    reads("ALTER TABLE p DETACH PARTITION s.c CONCURRENTLY", new Detach(name("p"), name("s", "c")));
    reads("ALTER TABLE c NO INHERIT p", new Detach(name("p"), name("c")));
    reads("SET search_path = shop, \"$user\", 'x'", new SearchPath("shop, \"$user\", 'x'"));
    reads("SET LOCAL search_path TO shop", new SearchPath("shop"));
    reads("SET search_path TO DEFAULT", new SearchPath("DEFAULT"));
    reads("RESET search_path", new SearchPath("DEFAULT"));
    reads("RESET ALL", new SearchPath("DEFAULT"));
    reads("DISCARD ALL", new SearchPath("DEFAULT"));
    reads("SET SCHEMA 'shop'", new SearchPath("'shop'"));
    reads("SELECT pg_catalog.set_config('search_path', '', false)", new SearchPath("''"));
  }

  @Test
  void readsWhatIsMade() {
    reads("CREATE TABLE IF NOT EXISTS s.t (id int)", new Create(TABLE, name("s", "t")));
    reads(
        "CREATE UNLOGGED TABLE t (x int GENERATED ALWAYS AS (1) STORED)",
        new Create(TABLE, name("t")));
    reads("CREATE OR REPLACE TEMP VIEW v AS SELECT 1", new Create(TABLE, name("pg_temp", "v")));
    reads("CREATE TEMPORARY TABLE s.t (id int)", new Create(TABLE, name("s", "t")));
    reads("CREATE MATERIALIZED VIEW m AS SELECT 1", new Create(TABLE, name("m")));
    reads("CREATE TYPE t AS ENUM ('a')", new Create(NamedKind.TYPE, name("t")));
    reads("CREATE DOMAIN d AS text", new Create(NamedKind.TYPE, name("d")));
    reads("CREATE SCHEMA IF NOT EXISTS s", new Create(NamedKind.SCHEMA, name("s")));
    reads("CREATE SCHEMA AUTHORIZATION r");
    reads(
        "CREATE TABLE c PARTITION OF p DEFAULT",
        new Create(TABLE, name("c")),
        new Attach(name("p"), name("c")));
    reads("SELECT a INTO TEMP TABLE t FROM u", new Create(TABLE, name("pg_temp", "t")));
  }

  @Test
  void readsRowsThatAreCopied() {
    reads(
        "CREATE TABLE b AS SELECT id, a.name AS title, NULL AS fax FROM a",
        new Create(TABLE, name("b")),
        new CopyRows(
            name("a"),
            name("b"),
            List.of(new CopiedColumn("id", "id"), new CopiedColumn("name", "name")),
            false,
            true));
    reads(
        "INSERT INTO b (x, y) SELECT id, name FROM s.a",
        new CopyRows(
            name("s", "a"),
            name("b"),
            List.of(new CopiedColumn("id", "x"), new CopiedColumn("name", "y")),
            false,
            true));
    reads(
        "INSERT INTO b SELECT * FROM a", new CopyRows(name("a"), name("b"), List.of(), true, true));
    for (String part :
        List.of(
            "* FROM a WHERE id > 1",
            "* FROM a LIMIT 1",
            "* FROM a ORDER BY id LIMIT 1",
            "* FROM a ORDER BY id OFFSET 5",
            "* FROM a ORDER BY id FETCH FIRST 2 ROWS ONLY",
            "* FROM a WITH NO DATA",
            "* FROM a, c",
            "* FROM a JOIN c USING (id)",
            "lower(name) FROM a",
            "id + 1 FROM a",
            "DISTINCT name FROM a")) {
      CopyRows copy =
          assertInstanceOf(CopyRows.class, read("INSERT INTO b SELECT " + part).getFirst());
      assertTrue(!copy.whole(), part);
    }
  }

  @Test
  void readsRowsThatChange() {
    reads(
        "TRUNCATE TABLE a, ONLY s.b RESTART IDENTITY CASCADE",
        new Truncate(name("a"), false, true),
        new Truncate(name("s", "b"), true, true));
    reads("TRUNCATE a", new Truncate(name("a"), false, false));
    reads("DELETE FROM a", new DeleteRows(name("a"), false, true));
    reads("DELETE FROM ONLY s.a AS x WHERE id = 1", new DeleteRows(name("s", "a"), true, false));
    reads("DELETE FROM a USING b", new DeleteRows(name("a"), false, false));
    reads(
        "UPDATE a AS x SET b = c + f(1, 2), (\"D\", e) = (SELECT 1, 2), g[1] = 3 FROM z WHERE h = 1",
        new UpdateRows(name("a"), List.of("b", "D", "e", "g")));
    reads(
        "INSERT INTO a (id, b) VALUES (1, 2) ON CONFLICT (id) DO UPDATE SET b = excluded.b",
        new UpdateRows(name("a"), List.of("b")));
    reads(
        "MERGE INTO a USING b ON a.id = b.id WHEN MATCHED THEN DELETE", new ReplaceRows(name("a")));
  }

  @Test
  void readsWhatOnlySqliteWrites() {
    readsSqlite(
        "DROP TABLE IF EXISTS [Old Orders]; DROP TABLE `A``; DROP VIEW 'V'; DROP INDEX i",
        new Drop(TABLE, name("old orders"), false),
        new Opaque("DROP TABLE `A``", "the name in it can't be read"),
        new Drop(TABLE, name("v"), false));
    readsSqlite("DROP TABLE \"Main\".[T]", new Drop(TABLE, name("main", "t"), false));
    readsSqlite("ALTER TABLE [My T] DROP COLUMN `A b`", new DropColumn(name("my t"), "a b", false));
    readsSqlite("REPLACE INTO t VALUES (1)", new ReplaceRows(name("t")));
    readsSqlite("INSERT OR REPLACE INTO t VALUES (1)", new ReplaceRows(name("t")));
    readsSqlite("INSERT OR IGNORE INTO t VALUES (1)");
    readsSqlite("UPDATE OR REPLACE t SET a = 1", new ReplaceRows(name("t")));
    readsSqlite("UPDATE OR IGNORE t SET a = 1", new UpdateRows(name("t"), List.of("a")));
    readsSqlite("PRAGMA foreign_keys = OFF", new ForeignKeys(false));
    readsSqlite("PRAGMA foreign_keys(1)", new ForeignKeys(true));
    readsSqlite("PRAGMA foreign_keys");
    readsSqlite("PRAGMA foreign_key_check");
    assertInstanceOf(Opaque.class, readSqlite("PRAGMA writable_schema = ON").getFirst());
    assertInstanceOf(Opaque.class, readSqlite("ATTACH 'x.db' AS x").getFirst());
    readsSqlite("CREATE TRIGGER t AFTER DELETE ON a BEGIN DELETE FROM b; DROP TABLE c; END");
  }

  @Test
  void doesNotReadWhatCanNotBeRun() {
    assertInstanceOf(Opaque.class, read("DROP TABLE a; SELECT 'never ends").getFirst());
    assertInstanceOf(Opaque.class, read("ROLLBACK; DROP TABLE a").getFirst());
    assertInstanceOf(Opaque.class, read("\\i other.sql").getFirst());
  }

  @Test
  void readsWithinATransactionOfItsOwn() {
    reads("BEGIN; DROP TABLE a; COMMIT;", new Drop(TABLE, name("a"), false));
  }

  @Test
  void saysThatAStatementIsTooLong() {
    StringBuilder names = new StringBuilder("DROP TABLE t0");
    for (int i = 1; i < 10_000; i++) {
      names.append(", t").append(i);
    }
    assertInstanceOf(Opaque.class, read(names.toString()).getFirst());
    StringBuilder rows = new StringBuilder("INSERT INTO t VALUES (0)");
    for (int i = 1; i < 10_000; i++) {
      rows.append(", (").append(i).append(')');
    }
    reads(rows.toString());
    assertInstanceOf(Opaque.class, read(rows + " ON CONFLICT (a) DO UPDATE SET a = 1").getFirst());
  }

  @Test
  void readsAnyTextToItsEnd() {
    for (String text : HostileText.all().toList()) {
      for (String verb :
          List.of("DROP TABLE ", "ALTER TABLE ", "UPDATE ", "SET search_path TO ", "")) {
        read(verb + text);
        readSqlite(verb + text);
      }
    }
  }
}
