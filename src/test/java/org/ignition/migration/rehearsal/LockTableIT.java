package org.ignition.migration.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.migration.trace.ScriptRun;
import org.ignition.migration.trace.StatementTrace;
import org.ignition.migration.trace.StatementTrace.Rewrite.Cause;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements as PostgreSQL's documentation has them, and what they lock, rewrite and scan. */
@Execution(ExecutionMode.SAME_THREAD)
class LockTableIT {

  private static final String SCHEMA =
      """
      CREATE TABLE cities (name text PRIMARY KEY, region text, area int);
      CREATE TABLE films (
        code int PRIMARY KEY, title varchar(40) NOT NULL, len int, kind text, made timestamp,
        city text REFERENCES cities (name), CONSTRAINT positive CHECK (len > 0),
        CONSTRAINT kind_known CHECK (kind IS NOT NULL));
      CREATE INDEX films_len ON films (len);
      CREATE UNIQUE INDEX films_title ON films (title);
      CREATE TABLE notes (id int, body text, lo int, hi int);
      INSERT INTO notes VALUES (1, 'a', 1, 2);
      CREATE TABLE log (at date NOT NULL, what int) PARTITION BY RANGE (at);
      CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
      CREATE TABLE log_rest PARTITION OF log DEFAULT;
      CREATE TABLE log_2 (at date NOT NULL, what int);
      CREATE TABLE parted (at date NOT NULL) PARTITION BY RANGE (at);
      CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
      CREATE VIEW long AS SELECT code, len FROM films;
      CREATE MATERIALIZED VIEW totals AS SELECT region, count(*) AS n FROM cities GROUP BY region;
      CREATE UNIQUE INDEX totals_region ON totals (region);
      CREATE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
      CREATE TRIGGER noted BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION noop();
      CREATE DOMAIN short AS text;
      CREATE DOMAIN brief AS text CHECK (length(VALUE) < 90);
      CREATE TABLE words (w short, n numeric(6, 2), v varchar(10), d date);
      INSERT INTO words VALUES ('a', 1, 'a', '2020-01-01');
      """;

  /**
   * A statement, and what it is known to do: locks, rewritten tables with cause, scanned tables.
   */
  record Known(String sql, String locks, String rewrites, String scans) {
    static Known of(String sql, String locks) {
      return new Known(sql, locks, "", "");
    }

    Known rewriting(String tables) {
      return new Known(sql, locks, tables, scans);
    }

    Known scanning(String tables) {
      return new Known(sql, locks, rewrites, tables);
    }

    Set<String> scanned() {
      return scans.isEmpty() ? Set.of() : Set.of(scans.split(" "));
    }

    @Override
    public String toString() {
      return sql;
    }
  }

  static Stream<Known> documented() {
    return Stream.of(
        // L1-L3
        Known.of("CREATE INDEX title_idx ON films (kind)", "films:SHARE").scanning("films"),
        Known.of("CREATE INDEX CONCURRENTLY x ON films (kind)", "films:SHARE UPDATE EXCLUSIVE"),
        Known.of("DROP INDEX films_len", "films:ACCESS EXCLUSIVE films_len:ACCESS EXCLUSIVE"),
        // In the end it holds the index ACCESS EXCLUSIVE, too shortly to be seen each time.
        Known.of("DROP INDEX CONCURRENTLY films_len", "films:SHARE UPDATE EXCLUSIVE"),
        Known.of("REINDEX INDEX films_len", "films:SHARE films_len:ACCESS EXCLUSIVE")
            .scanning("films"),
        Known.of("REINDEX TABLE words", "words:SHARE"),
        Known.of("REINDEX TABLE CONCURRENTLY words", "words:SHARE UPDATE EXCLUSIVE"),
        // L4, L5
        Known.of(
            "ALTER TABLE notes ADD FOREIGN KEY (id) REFERENCES films (code) NOT VALID",
            "films:SHARE ROW EXCLUSIVE notes:SHARE ROW EXCLUSIVE"),
        Known.of(
            "CREATE TABLE reviews (film int REFERENCES films (code))", "films:SHARE ROW EXCLUSIVE"),
        Known.of(
            "ALTER TABLE films DROP CONSTRAINT films_city_fkey",
            "cities:ACCESS EXCLUSIVE films:ACCESS EXCLUSIVE"),
        // L6-L8
        Known.of("ALTER TABLE words ADD UNIQUE (v)", "words:ACCESS EXCLUSIVE").scanning("words"),
        Known.of(
            "ALTER TABLE films ADD CONSTRAINT t UNIQUE USING INDEX films_title",
            "films:ACCESS EXCLUSIVE"),
        Known.of(
                "ALTER TABLE notes ADD EXCLUDE USING gist (int4range(lo, hi) WITH &&)",
                "notes:ACCESS EXCLUSIVE")
            .scanning("notes"),
        // L9-L12
        Known.of(
            "ALTER TABLE log DETACH PARTITION log_1",
            "log:ACCESS EXCLUSIVE log_1:ACCESS EXCLUSIVE log_rest:ACCESS EXCLUSIVE"),
        Known.of(
            "ALTER TABLE parted DETACH PARTITION parted_1 CONCURRENTLY",
            "parted:SHARE UPDATE EXCLUSIVE parted_1:ACCESS EXCLUSIVE"),
        Known.of(
                "ALTER TABLE log ATTACH PARTITION log_2 FOR VALUES FROM ('2022-01-01') TO"
                    + " ('2023-01-01')",
                "log:SHARE UPDATE EXCLUSIVE log_2:ACCESS EXCLUSIVE log_rest:ACCESS EXCLUSIVE")
            .scanning("log_2 log_rest"),
        Known.of(
                "CREATE TABLE log_3 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO"
                    + " ('2025-01-01')",
                "log:ACCESS EXCLUSIVE log_rest:ACCESS EXCLUSIVE")
            .scanning("log_rest"),
        Known.of("CREATE INDEX ON log (what)", "log:SHARE log_1:SHARE log_rest:SHARE")
            .scanning("log_1 log_rest"),
        // L13, L14
        Known.of(
            "CREATE TRIGGER again BEFORE UPDATE ON films FOR EACH ROW EXECUTE FUNCTION noop()",
            "films:SHARE ROW EXCLUSIVE"),
        Known.of("ALTER TABLE notes DISABLE TRIGGER noted", "notes:SHARE ROW EXCLUSIVE"),
        Known.of("DROP TRIGGER noted ON notes", "notes:ACCESS EXCLUSIVE"),
        Known.of("CREATE POLICY own ON films USING (true)", "films:ACCESS EXCLUSIVE"),
        Known.of(
            "CREATE RULE no AS ON DELETE TO films DO INSTEAD NOTHING", "films:ACCESS EXCLUSIVE"),
        Known.of("ALTER TABLE films ENABLE ROW LEVEL SECURITY", "films:ACCESS EXCLUSIVE"),
        Known.of("ALTER TABLE films REPLICA IDENTITY FULL", "films:ACCESS EXCLUSIVE"),
        Known.of(
            "ALTER TABLE films ALTER COLUMN kind SET STORAGE EXTERNAL", "films:ACCESS EXCLUSIVE"),
        Known.of("DROP FUNCTION noop() CASCADE", "notes:ACCESS EXCLUSIVE"),
        // L15-L18, L22, L24
        Known.of("VACUUM FULL words", "words:ACCESS EXCLUSIVE").rewriting("words:UNSAID"),
        Known.of("REFRESH MATERIALIZED VIEW totals", "totals:ACCESS EXCLUSIVE")
            .rewriting("totals:UNSAID")
            .scanning("totals"),
        Known.of("REFRESH MATERIALIZED VIEW CONCURRENTLY totals", "totals:EXCLUSIVE")
            .scanning("totals"),
        Known.of("LOCK TABLE films IN SHARE MODE", "films:SHARE"),
        Known.of("TRUNCATE words", "words:ACCESS EXCLUSIVE").rewriting("words:UNSAID"),
        Known.of("ALTER DOMAIN short ADD CHECK (length(VALUE) < 9)", "words:SHARE")
            .scanning("words"),
        Known.of(
            "CREATE OR REPLACE VIEW long AS SELECT code, len, kind FROM films",
            "long:ACCESS EXCLUSIVE"),
        // W1-W8
        added("id uuid DEFAULT gen_random_uuid()", "words:DEFAULT"),
        added("at timestamptz DEFAULT now()", ""),
        added("k int NOT NULL DEFAULT 7", ""),
        added("s serial", "words:DEFAULT"),
        added("g int GENERATED ALWAYS AS IDENTITY", "words:DEFAULT"),
        added("c int GENERATED ALWAYS AS (length(v)) STORED", "words:DEFAULT"),
        added("b brief", "words:DEFAULT"),
        added("b short", ""),
        typed("v TYPE varchar(20)", ""),
        typed("v TYPE text", ""),
        typed("v TYPE varchar(5)", "words:TYPE"),
        typed("n TYPE numeric(8, 2)", ""),
        typed("n TYPE numeric(8, 3)", "words:TYPE"),
        typed("w TYPE text", ""),
        typed("d TYPE timestamp", "words:TYPE"),
        Known.of("ALTER TABLE films ALTER COLUMN made TYPE timestamptz", "films:ACCESS EXCLUSIVE"),
        Known.of("ALTER TABLE words SET UNLOGGED", "words:ACCESS EXCLUSIVE")
            .rewriting("words:PERSISTENCE")
            .scanning("words"),
        // V1-V3
        Known.of("ALTER TABLE words ADD CHECK (n > 0)", "words:ACCESS EXCLUSIVE").scanning("words"),
        Known.of("ALTER TABLE words ADD CHECK (n > 0) NOT VALID", "words:ACCESS EXCLUSIVE"),
        Known.of("ALTER TABLE words ALTER COLUMN n SET NOT NULL", "words:ACCESS EXCLUSIVE")
            .scanning("words"),
        Known.of("ALTER TABLE films ALTER COLUMN kind SET NOT NULL", "films:ACCESS EXCLUSIVE"),
        Known.of("ALTER TABLE films RENAME COLUMN len TO length", "films:ACCESS EXCLUSIVE"),
        Known.of(
            "ALTER TABLE films ALTER COLUMN len SET STATISTICS 9", "films:SHARE UPDATE EXCLUSIVE"),
        Known.of("ALTER TABLE films SET (fillfactor = 70)", "films:SHARE UPDATE EXCLUSIVE"),
        Known.of("ALTER TABLE films VALIDATE CONSTRAINT positive", "films:SHARE UPDATE EXCLUSIVE"),
        Known.of("COMMENT ON TABLE films IS 'x'", "films:SHARE UPDATE EXCLUSIVE"),
        Known.of("DROP TABLE words", "words:ACCESS EXCLUSIVE"));
  }

  private static Known added(String column, String rewritten) {
    return Known.of("ALTER TABLE words ADD COLUMN " + column, "words:ACCESS EXCLUSIVE")
        .rewriting(rewritten)
        .scanning(rewritten.isEmpty() ? "" : "words");
  }

  private static Known typed(String change, String rewritten) {
    return Known.of("ALTER TABLE words ALTER COLUMN " + change, "words:ACCESS EXCLUSIVE")
        .rewriting(rewritten)
        .scanning(rewritten.isEmpty() ? "" : "words");
  }

  @ParameterizedTest
  @MethodSource("documented")
  void observesOn17WhatIsDocumented(Known known) {
    check(17, known);
  }

  @ParameterizedTest
  @MethodSource("documented")
  void observesOn18WhatIsDocumented(Known known) {
    check(18, known);
  }

  private static void check(int majorVersion, Known known) {
    Pairs.Shown shown =
        new Pairs().thenOnly(SCHEMA).thenOnly(known.sql()).rehearse(majorVersion, 1);
    assertInstanceOf(ScriptRun.Ran.class, shown.last().up());
    StatementTrace trace = shown.lastStatement();
    assertTrue(locks(trace).containsAll(words(known.locks())), () -> "" + trace.toString());
    assertEquals(Set.copyOf(tableLocks(words(known.locks()))), Set.copyOf(tableLocks(trace)));
    assertEquals(Set.copyOf(words(known.rewrites())), Set.copyOf(rewrites(trace)));
    assertEquals(known.scanned(), scanned(trace), () -> "" + trace);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("(?<=[A-Z]) (?=[a-z])"));
  }

  private static List<String> locks(StatementTrace trace) {
    return trace.locks().stream().map(lock -> lock.relation().name() + ":" + lock.mode()).toList();
  }

  /** Locks on indexes come and go with those on their tables. */
  private static List<String> tableLocks(StatementTrace trace) {
    return tableLocks(locks(trace));
  }

  private static List<String> tableLocks(List<String> locks) {
    return locks.stream().filter(lock -> !lock.contains("_") || lock.startsWith("log_")).toList();
  }

  private static Set<String> scanned(StatementTrace trace) {
    return trace.scans().stream().map(scan -> scan.relation().name()).collect(Collectors.toSet());
  }

  private static List<String> rewrites(StatementTrace trace) {
    return trace.rewrites().stream()
        .filter(rewrite -> !rewrite.relation().name().contains("_"))
        .map(rewrite -> rewrite.relation().name() + ":" + cause(rewrite.cause()))
        .toList();
  }

  private static String cause(Cause cause) {
    return cause.name();
  }
}
