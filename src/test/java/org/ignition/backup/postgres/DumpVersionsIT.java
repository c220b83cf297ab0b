package org.ignition.backup.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import org.ignition.backup.BackupContents;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.RestoreVerdict;
import org.ignition.backup.SourceFacts;
import org.ignition.database.Patience;
import org.ignition.database.TargetDatabase;
import org.ignition.database.postgres.EmbeddedPostgres;
import org.ignition.database.postgres.PostgresTarget;
import org.ignition.database.target.DatabaseLogin;
import org.ignition.database.target.DatabaseUrl;
import org.ignition.database.target.PostgresUrl;
import org.ignition.testing.Postgres;
import org.ignition.testing.RawPostgres;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dumps of every PostgreSQL that is installed here, proved on the newest one. */
class DumpVersionsIT {

  /** What servers write each in their own way. */
  private static final String[] MORE = {
    "CREATE TABLE parents (id bigserial PRIMARY KEY, code varchar(5) COLLATE \"C\" NOT NULL"
        + " DEFAULT lower('AB') CHECK (code ~ '^[a-z]+$'), seen timestamptz DEFAULT now(),"
        + " share numeric(5, 2) CHECK (share BETWEEN 0 AND 1 OR share IN (5, 6)),"
        + " tags text[] DEFAULT '{}', during int4range, doc jsonb DEFAULT '{\"a\": [1]}')",
    "INSERT INTO parents (code) SELECT 'ab' FROM generate_series(1, 100)",
    "CREATE TABLE children (id int NOT NULL, parent bigint REFERENCES parents ON DELETE CASCADE"
        + " DEFERRABLE INITIALLY DEFERRED, UNIQUE (id, parent))",
    "ALTER TABLE children ADD CONSTRAINT early CHECK (id > 5) NOT VALID",
    "ALTER TABLE parents ADD EXCLUDE USING gist (during WITH &&)",
    "CREATE INDEX ON parents (lower(code) DESC NULLS LAST, (share + 1)) WHERE share IS NOT NULL",
    "CREATE INDEX tags_idx ON parents USING gin (tags) WITH (fastupdate = off)",
    "CREATE STATISTICS both_of (dependencies) ON code, share FROM parents",
    "CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.seen := now();"
        + " RETURN NEW; END$$",
    "CREATE TRIGGER stamp BEFORE UPDATE OF code ON parents FOR EACH ROW WHEN (NEW.code <> 'x')"
        + " EXECUTE FUNCTION stamp()",
    "CREATE VIEW summary AS SELECT p.code, count(*) FILTER (WHERE c.id > 3) AS n,"
        + " max(extract(year FROM p.seen)) AS y FROM parents p LEFT JOIN children c"
        + " ON c.parent = p.id GROUP BY p.code HAVING count(*) > 1",
    "CREATE RULE quiet AS ON DELETE TO parents WHERE OLD.code = 'keep' DO INSTEAD NOTHING",
    "COMMENT ON TABLE parents IS 'wïth a comment'",
    "COMMENT ON COLUMN parents.code IS 'of five'",
    "CREATE TYPE span AS RANGE (subtype = float8)",
    "CREATE AGGREGATE total (int) (sfunc = int4pl, stype = int, initcond = '0')",
    "CREATE PROCEDURE nothing(INOUT a int, b text DEFAULT 'x') LANGUAGE sql AS 'SELECT 1'",
    "CREATE TABLE lists (k text, v int) PARTITION BY LIST (lower(k))",
    "CREATE TABLE lists_a PARTITION OF lists FOR VALUES IN ('a', 'b')",
    "CREATE TABLE lists_rest PARTITION OF lists DEFAULT",
    "CREATE TABLE hashes (k int) PARTITION BY HASH (k)",
    "CREATE TABLE hashes_0 PARTITION OF hashes FOR VALUES WITH (MODULUS 1, REMAINDER 0)",
    "ALTER TABLE parents ALTER tags SET STORAGE EXTERNAL, ALTER code SET STATISTICS 500",
    "ALTER TABLE children REPLICA IDENTITY FULL",
    "CREATE TABLE heir (own int) INHERITS (children)"
  };

  @TempDir Path folder;

  private final DumpProof onTheNewest =
      new DumpProof(
          Shop.clients(),
          _ ->
              EmbeddedPostgres.start(
                  EmbeddedPostgres.MAJOR_VERSIONS.getLast(),
                  Postgres.folders(),
                  new SecureRandom()));

  static Stream<Path> homes() {
    return RawPostgres.homes();
  }

  private static TargetDatabase open(int port) {
    return PostgresTarget.open(
        (PostgresUrl) DatabaseUrl.parse("postgresql://127.0.0.1:" + port + "/postgres", false),
        DatabaseLogin.of(RawPostgres.USER, ""),
        Patience.usual());
  }

  private static void run(TargetDatabase database, String... statements) throws SQLException {
    try (Connection session = database.connect("test");
        Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static DumpTarget target(RawPostgres server, TargetDatabase database) {
    return new DumpTarget(
        "127.0.0.1",
        "",
        server.port(),
        "postgres",
        RawPostgres.USER,
        "",
        TlsSettings.DEFAULT,
        database.facts().majorVersion(),
        database.facts().version(),
        database.facts().sizeBytes());
  }

  @ParameterizedTest
  @MethodSource("homes")
  void findsNoFalseDifferenceAndRestores(Path home) throws Exception {
    Path data = RawPostgres.folder();
    RawPostgres.initialize(home, data);
    try (RawPostgres server = RawPostgres.start(home, data);
        TargetDatabase database = open(server.port())) {
      run(database, Shop.FILLING);
      run(database, MORE);
      DumpTarget target = target(server, database);
      Path dump = Files.createFile(folder.resolve("dump"));
      SourceFacts facts =
          new PostgresSource(Shop.clients(), target, database, onTheNewest)
              .writeTo(dump, BackupWatch.NONE);
      assertInstanceOf(
          RestoreVerdict.Equal.class,
          onTheNewest.prove(dump, "shop", facts.contents()),
          () -> onTheNewest.prove(dump, "shop", facts.contents()).toString());

      PostgresRestoreTarget restored =
          new PostgresRestoreTarget(
              Shop.clients(), target, database, Ownership.KEPT, Duration.ofSeconds(20));
      BackupContents before = restored.contents();
      run(
          database,
          "TRUNCATE parents CASCADE",
          "CREATE TABLE later (id bigint REFERENCES parents)");
      restored.restore(dump, BackupWatch.NONE);
      assertEquals(before, restored.contents());
    }
  }
}
