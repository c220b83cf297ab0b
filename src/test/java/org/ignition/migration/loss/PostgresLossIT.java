package org.ignition.migration.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What downs would lose on real servers. */
class PostgresLossIT {

  @Nested
  class On17 extends OnServer {
    On17() {
      super(17);
    }
  }

  @Nested
  class On18 extends OnServer {
    On18() {
      super(18);
    }
  }

  abstract static class OnServer {

    private final int major;
    private CountedDatabase database;

    OnServer(int major) {
      this.major = major;
    }

    @BeforeEach
    void make() throws Exception {
      database = CountedDatabase.postgres(major);
      database.run(
          """
          CREATE TABLE users (id int PRIMARY KEY, name text, phone text, big numeric(10, 2));
          INSERT INTO users SELECT i, 'name', CASE WHEN i <= 17 THEN '1' END, i + 0.5
            FROM generate_series(1, 1204) i;
          CREATE TABLE orders (id int, user_id int REFERENCES users ON DELETE CASCADE);
          INSERT INTO orders SELECT i, i FROM generate_series(1, 30) i;
          CREATE TABLE empty (id int);
          CREATE SCHEMA shop;
          CREATE TABLE shop."Old Things" (id int, "a ""b\""" int);
          INSERT INTO shop."Old Things" VALUES (1, 1), (2, null)
          """);
    }

    @AfterEach
    void drop() {
      database.close();
    }

    private void loses(LossVerdict verdict, String down, String... what) {
      LossEstimate estimate = database.estimate(down);
      assertEquals(List.of(what), database.lost(down));
      assertEquals(verdict, estimate.verdict(), estimate.toString());
    }

    @Test
    void countsTheRowsOfTablesThatGo() {
      loses(LossVerdict.SOME, "DROP TABLE users CASCADE", "table public.users and its 1,204 rows");
      loses(LossVerdict.NOTHING, "DROP TABLE empty", "table public.empty and no rows");
      loses(LossVerdict.NOTHING, "DROP TABLE IF EXISTS absent, shop.absent, absent.absent");
      loses(
          LossVerdict.SOME,
          "DROP TABLE shop.\"Old Things\"",
          "table shop.Old Things and its 2 rows");
      loses(LossVerdict.NOTHING, "DROP TABLE \"Old Things\"; DROP TABLE shop.old");
    }

    @Test
    void countsTheValuesOfColumnsThatGo() throws Exception {
      loses(
          LossVerdict.SOME,
          "ALTER TABLE users DROP COLUMN phone, DROP nothing",
          "column public.users.phone with 17 values");
      loses(
          LossVerdict.SOME,
          "ALTER TABLE shop.\"Old Things\" DROP \"a \"\"b\"\"\"",
          "column shop.Old Things.a \"b\" with 1 value");
      database.run("ALTER TABLE users ADD twice int GENERATED ALWAYS AS (id * 2) STORED");
      loses(LossVerdict.NOTHING, "ALTER TABLE users DROP COLUMN twice");
      database.run("UPDATE users SET phone = NULL");
      loses(
          LossVerdict.NOTHING,
          "ALTER TABLE users DROP COLUMN phone",
          "column public.users.phone with no values");
    }

    @Test
    void followsNamesThroughTheDowns() {
      assertEquals(
          List.of(
              "column public.users.phone with 17 values", "table public.users and its 1,204 rows"),
          database.lost(
              "ALTER TABLE users RENAME TO people; ALTER TABLE people RENAME phone TO fone",
              "ALTER TABLE people SET SCHEMA shop",
              "ALTER SCHEMA shop RENAME TO store; ALTER TABLE store.people DROP fone",
              "CREATE TABLE users (id int); DROP TABLE users",
              "DROP TABLE store.people; CREATE TABLE store.people (id int)",
              "DROP TABLE store.people; DROP TABLE store.people"));
    }

    @Test
    void losesNothingOfWhatADownMakes() {
      loses(
          LossVerdict.NOTHING,
          """
          CREATE TABLE scratch (id int);
          INSERT INTO scratch SELECT id FROM users;
          ALTER TABLE users ADD COLUMN note text;
          UPDATE users SET note = 'x';
          ALTER TABLE users DROP COLUMN note;
          DROP TABLE scratch;
          """);
    }

    @Test
    void countsWhatGoesWithASchema() throws Exception {
      database.run("CREATE TABLE shop.moved (id int);\nINSERT INTO shop.moved VALUES (1)");
      assertEquals(
          List.of("table shop.Old Things and its 2 rows", "table public.users and its 1,204 rows"),
          database.lost(
              "ALTER TABLE shop.moved SET SCHEMA public; ALTER TABLE users SET SCHEMA shop",
              "DROP SCHEMA shop CASCADE"));
      loses(LossVerdict.NOTHING, "DROP SCHEMA shop");
    }

    @Test
    void countsWhatGoesWithATypeADomainOrACollation() throws Exception {
      database.run(
          """
          CREATE TYPE state AS ENUM ('new', 'old');
          CREATE DOMAIN email AS text;
          CREATE COLLATION sorted FROM "C";
          CREATE TYPE pair AS (a state, b int);
          ALTER TABLE orders ADD state state, ADD states state[], ADD email email,
            ADD sorted text COLLATE sorted, ADD pair pair;
          UPDATE orders SET state = 'new', states = '{old}', email = 'e', sorted = 's' WHERE id < 4
          """);
      loses(
          LossVerdict.SOME,
          "DROP TYPE state CASCADE",
          "column public.orders.state with 3 values",
          "column public.orders.states with 3 values",
          "what may go by \"values of the type public.pair\" can't be told: a part of each of them"
              + " goes");
      loses(LossVerdict.NOTHING, "DROP TYPE state");
      loses(
          LossVerdict.SOME,
          "DROP DOMAIN email CASCADE; DROP COLLATION sorted CASCADE",
          "column public.orders.email with 3 values",
          "column public.orders.sorted with 3 values");
      assertEquals(
          List.of("column public.orders.email with 3 values"),
          database.lost("ALTER TABLE orders DROP email", "DROP DOMAIN email CASCADE"));
    }

    @Test
    void doesNotTakeAColumnForLostWhoseTypeIsChangedBefore() throws Exception {
      database.run(
          """
          CREATE TYPE state AS ENUM ('new', 'old');
          ALTER TABLE orders ADD state state;
          UPDATE orders SET state = 'new'
          """);
      loses(
          LossVerdict.UNKNOWN,
          """
          ALTER TYPE state RENAME TO state_old;
          CREATE TYPE state AS ENUM ('new');
          ALTER TABLE orders ALTER state TYPE state USING state::text::state;
          DROP TYPE state_old CASCADE;
          """,
          "up to 30 values of column public.orders.state, computed anew");
    }

    @Test
    void countsPartitionsAndChildrenOnceWithTheirParent() throws Exception {
      database.run(
          """
          CREATE TABLE events (at date, x int) PARTITION BY RANGE (at);
          CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
          CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
          INSERT INTO events VALUES ('2026-01-15', 1), ('2026-02-15', null), ('2026-02-16', 2);
          CREATE TABLE base (id int);
          CREATE TABLE child (own int) INHERITS (base);
          INSERT INTO base VALUES (1);
          INSERT INTO child VALUES (2, 2), (3, 3)
          """);
      loses(LossVerdict.SOME, "DROP TABLE events", "table public.events and its 3 rows");
      loses(LossVerdict.SOME, "DROP TABLE events_2", "table public.events_2 and its 2 rows");
      loses(LossVerdict.SOME, "ALTER TABLE events DROP x", "column public.events.x with 2 values");
      loses(LossVerdict.SOME, "DROP TABLE base CASCADE", "table public.base and its 3 rows");
      loses(LossVerdict.SOME, "TRUNCATE ONLY base", "1 row of table public.base, truncated");
      loses(LossVerdict.SOME, "DROP TABLE child", "table public.child and its 2 rows");
    }

    @Test
    void countsNoRowTwice() throws Exception {
      database.run(
          """
          CREATE TABLE events (at int, x int) PARTITION BY RANGE (at);
          CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10) PARTITION BY RANGE (at);
          CREATE TABLE events_1a PARTITION OF events_1 FOR VALUES FROM (0) TO (5);
          CREATE TABLE events_1b PARTITION OF events_1 FOR VALUES FROM (5) TO (10);
          CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM (10) TO (20);
          INSERT INTO events SELECT i, i FROM generate_series(0, 13) i
          """);
      assertEquals(
          List.of("table public.events_1b and its 5 rows", "table public.events and its 9 rows"),
          database.lost("DROP TABLE events_1b", "DROP TABLE events"));
      assertEquals(
          List.of("table public.events and its 4 rows"),
          database.lost(
              "ALTER TABLE events DETACH PARTITION events_1; DROP TABLE events",
              "ALTER TABLE events_1 RENAME TO events"));
      assertEquals(
          List.of("table public.events and its 4 rows", "table public.events_1a and its 5 rows"),
          database.lost(
              "ALTER TABLE events DETACH PARTITION events_1",
              "DROP TABLE events; DROP TABLE events_2; DROP TABLE IF EXISTS events_1a"));
      assertEquals(
          List.of("30 rows of table public.orders, deleted"),
          database.lost("DELETE FROM orders", "TRUNCATE orders", "DROP TABLE orders"));
      assertEquals(
          List.of(
              "5 rows of table public.events_1a, truncated",
              "column public.events.x with 9 values",
              "table public.events and its 9 rows"),
          database.lost(
              "TRUNCATE events_1a", "ALTER TABLE events DROP COLUMN x; DROP TABLE events"));
      database.run(
          """
          CREATE TABLE base (x int);
          CREATE TABLE heir () INHERITS (base);
          INSERT INTO base VALUES (1);
          INSERT INTO heir VALUES (2), (3)
          """);
      assertEquals(
          List.of("table public.base and its 1 row"),
          database.lost("ALTER TABLE heir NO INHERIT base; DROP TABLE base"));
    }

    @Test
    void countsWhatIsAttachedBefore() throws Exception {
      database.run("CREATE TABLE events (LIKE orders) PARTITION BY RANGE (id)");
      assertEquals(
          List.of("table public.events and no rows", "table public.orders and its 30 rows"),
          database.lost(
              "ALTER TABLE events ATTACH PARTITION orders FOR VALUES FROM (1) TO (100)",
              "DROP TABLE events"));
    }

    @Test
    void countsRowsThatAreTruncatedOrDeleted() {
      loses(LossVerdict.SOME, "TRUNCATE orders", "30 rows of table public.orders, truncated");
      loses(
          LossVerdict.SOME,
          "TRUNCATE users CASCADE",
          "1,204 rows of table public.users, truncated",
          "30 rows of table public.orders, truncated");
      loses(
          LossVerdict.SOME,
          "DELETE FROM users",
          "1,204 rows of table public.users, deleted",
          "up to 30 rows of table public.orders, deleted by a foreign key");
      loses(
          LossVerdict.UNKNOWN,
          "DELETE FROM orders WHERE id = 1",
          "up to 30 rows of table public.orders, deleted");
      loses(
          LossVerdict.UNKNOWN,
          "UPDATE users SET phone = 'x', nothing = 1",
          "up to 17 values of column public.users.phone, overwritten");
      loses(
          LossVerdict.NOTHING,
          "DELETE FROM empty WHERE id = 1",
          "0 rows of table public.empty, deleted");
    }

    @Test
    void takesTheVersionsOfWhatIsUndoneForNoLoss() throws Exception {
      database.run(
          """
          CREATE TABLE schema_migrations (version text, note text);
          INSERT INTO schema_migrations VALUES ('0001', 'first'), ('0002', NULL);
          CREATE TABLE shop.schema_migrations (version text);
          INSERT INTO shop.schema_migrations VALUES ('1')
          """);
      loses(LossVerdict.NOTHING, "DELETE FROM schema_migrations WHERE version = '0002'");
      loses(LossVerdict.NOTHING, "UPDATE public.schema_migrations SET version = '0001'");
      loses(
          LossVerdict.SOME,
          "DELETE FROM shop.schema_migrations",
          "1 row of table shop.schema_migrations, deleted");
      loses(
          LossVerdict.SOME,
          "ALTER TABLE schema_migrations DROP note",
          "column public.schema_migrations.note with 1 value");
      loses(
          LossVerdict.SOME,
          "DROP TABLE schema_migrations",
          "table public.schema_migrations and its 2 rows");
    }

    @Test
    void seesWhatANewTypeCanNotHold() throws Exception {
      loses(
          LossVerdict.SOME,
          "ALTER TABLE users ALTER big TYPE numeric(10, 0)",
          "1,204 values of column public.users.big, changed by its new type");
      loses(
          LossVerdict.NOTHING,
          "ALTER TABLE users ALTER id TYPE smallint, ALTER name TYPE varchar(30)",
          "0 values of column public.users.id, changed by its new type",
          "0 values of column public.users.name, changed by its new type");
      loses(
          LossVerdict.UNKNOWN,
          "ALTER TABLE users ALTER name TYPE int",
          "up to 1,204 values of column public.users.name, changed by its new type");
      loses(
          LossVerdict.UNKNOWN,
          "ALTER TABLE users ALTER name TYPE text USING upper(name)",
          "up to 1,204 values of column public.users.name, computed anew");
      assertEquals("1204", database.ask("SELECT count(*) FROM users"));
    }

    @Test
    void takesNumbersWithOtherZerosForTheSame() throws Exception {
      database.run(
          """
          CREATE TABLE prices (net numeric(10, 2), rate numeric);
          INSERT INTO prices VALUES (5, 1.2), (5.25, 1.234), (NULL, NULL)
          """);
      loses(
          LossVerdict.SOME,
          "ALTER TABLE prices ALTER net TYPE int, ALTER rate TYPE numeric(10, 2)",
          "1 value of column public.prices.net, changed by its new type",
          "1 value of column public.prices.rate, changed by its new type");
    }

    @Test
    void followsATableThatIsBuiltAnew() {
      assertEquals(
          List.of(
              "column public.users.phone with 17 values", "table public.users and its 1,204 rows"),
          database.lost(
              """
              CREATE TABLE users_new (id int, name text, big numeric);
              INSERT INTO users_new SELECT id, name, big FROM users;
              DROP TABLE users CASCADE;
              ALTER TABLE users_new RENAME TO users;
              """,
              "DROP TABLE users"));
      loses(
          LossVerdict.UNKNOWN,
          """
          CREATE TABLE users_new AS SELECT * FROM users WHERE id < 10;
          DROP TABLE users CASCADE;
          ALTER TABLE users_new RENAME TO users;
          """,
          "up to 1,204 rows of table public.users, not copied before it goes");
      loses(
          LossVerdict.SOME,
          "CREATE TABLE copy AS SELECT * FROM orders; DROP TABLE copy; DROP TABLE orders",
          "table public.orders and its 30 rows");
      loses(
          LossVerdict.NOTHING,
          """
          ALTER TABLE orders RENAME TO orders_old;
          CREATE TABLE orders (id int, user_id int);
          INSERT INTO orders SELECT * FROM orders_old;
          DROP TABLE orders_old;
          """);
    }

    @Test
    void doesNotTakeATableForCopiedWhoseCopyGoes() {
      String lost = "table public.orders and its 30 rows";
      loses(
          LossVerdict.SOME,
          "CREATE TEMP TABLE kept AS SELECT * FROM orders; DROP TABLE orders",
          lost);
      loses(LossVerdict.SOME, "SELECT * INTO TEMP kept FROM orders; DROP TABLE orders", lost);
      loses(
          LossVerdict.NOTHING,
          """
          CREATE TEMPORARY TABLE orders_before AS SELECT * FROM orders;
          DROP TABLE orders;
          CREATE TABLE orders (id int, user_id int);
          INSERT INTO orders SELECT * FROM orders_before;
          DROP TABLE orders_before;
          """);
      loses(
          LossVerdict.SOME,
          "CREATE TEMP TABLE orders AS SELECT 1 AS id; DROP TABLE orders; DROP TABLE orders",
          lost);
      String some = "up to 30 rows of table public.orders, not copied before it goes";
      for (String change :
          List.of(
              "DELETE FROM kept WHERE id > 3",
              "TRUNCATE kept",
              "ALTER TABLE kept DROP id",
              "ALTER TABLE kept ALTER user_id TYPE boolean USING false",
              "UPDATE kept SET user_id = NULL",
              "MERGE INTO kept USING users u ON u.id = kept.id WHEN MATCHED THEN DELETE")) {
        loses(
            LossVerdict.UNKNOWN,
            "CREATE TABLE kept AS SELECT * FROM orders; %s; DROP TABLE orders".formatted(change),
            some);
      }
    }

    @Test
    void letsACopyBeCompleted() {
      loses(
          LossVerdict.NOTHING,
          """
          CREATE TABLE kept (id int, user_id int, note text);
          INSERT INTO kept SELECT * FROM orders;
          UPDATE kept SET note = 'copied';
          ALTER TABLE kept ALTER note TYPE varchar(9);
          DROP TABLE orders
          """);
    }

    @Test
    void countsTheHeirsOfWhatIsCopiedAlone() throws Exception {
      database.run(
          """
          CREATE TABLE base (x int);
          CREATE TABLE heir () INHERITS (base);
          INSERT INTO heir VALUES (2), (3)
          """);
      loses(
          LossVerdict.UNKNOWN,
          "CREATE TABLE kept AS SELECT * FROM ONLY base; DROP TABLE base CASCADE",
          "up to 2 rows of table public.base, not copied before it goes");
      loses(
          LossVerdict.NOTHING, "CREATE TABLE kept AS SELECT * FROM base; DROP TABLE base CASCADE");
    }

    @Test
    void looksWhereTheDownLooks() throws Exception {
      database.run("CREATE TABLE shop.users (id int);\nINSERT INTO shop.users VALUES (1)");
      loses(
          LossVerdict.SOME,
          "SET search_path = shop, public; DROP TABLE users; DROP TABLE orders",
          "table shop.users and its 1 row",
          "table public.orders and its 30 rows");
      assertEquals(
          List.of("table public.users and its 1,204 rows"),
          database.lost("SET search_path = shop", "DROP TABLE users CASCADE"));
      loses(
          LossVerdict.SOME,
          "SET search_path = shop; RESET search_path; DROP TABLE orders",
          "table public.orders and its 30 rows");
    }

    @Test
    void saysWhatItCanNotTell() {
      loses(
          LossVerdict.UNKNOWN,
          "DO $$ BEGIN DROP TABLE users; END $$",
          "what may go by \"DO $$ BEGIN DROP TABLE users; END $$\" can't be told: what a block of"
              + " code does can't be read");
    }

    @Test
    void countsMaterializedViewsWithoutTakingThemForLost() throws Exception {
      database.run("CREATE MATERIALIZED VIEW busy AS SELECT * FROM orders");
      loses(
          LossVerdict.NOTHING,
          "DROP MATERIALIZED VIEW busy; DROP VIEW IF EXISTS absent",
          "materialized view public.busy and its 30 rows");
    }

    @Test
    void estimatesWhatTakesTooLong() throws Exception {
      database.run("ANALYZE users");
      CountLimits hasty =
          new CountLimits(Duration.ofSeconds(10), Duration.ZERO, Duration.ofSeconds(1));
      LossEstimate estimate =
          database.estimate(
              hasty,
              "ALTER TABLE users DROP phone; DROP TABLE users CASCADE; DROP TABLE orders; DROP TABLE"
                  + " empty");
      assertEquals(
          List.of(
              "column public.users.phone with about 17 values",
              "table public.users and about 1,204 rows",
              "table public.orders and at least 1 row",
              "table public.empty and no rows"),
          estimate.migrations().getFirst().losses().stream().map(Loss::what).toList());
      assertEquals(LossVerdict.SOME, estimate.verdict());
    }

    @Test
    void looksForNoRowWhereTimeIsLongOver() {
      CountLimits spent =
          new CountLimits(Duration.ofMillis(1), Duration.ofHours(-1), Duration.ofSeconds(1));
      LossEstimate estimate = database.estimate(spent, "DROP TABLE empty; DROP TABLE orders");
      assertEquals(LossVerdict.UNKNOWN, estimate.verdict(), estimate.toString());
    }

    @Test
    void doesNotWaitForWhoHoldsATable() throws Exception {
      CountLimits limits =
          new CountLimits(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMillis(200));
      try (Connection other = database.connect("other")) {
        other.setAutoCommit(false);
        Query.run(other, "LOCK TABLE orders");
        LossEstimate estimate = database.estimate(limits, "DROP TABLE orders");
        assertEquals(
            "table public.orders, whose rows can't be counted: somebody else holds the table",
            estimate.migrations().getFirst().losses().getFirst().what());
        assertEquals(LossVerdict.UNKNOWN, estimate.verdict());
        other.rollback();
      }
    }

    @Test
    void saysThatItMayNotLook() throws Exception {
      database.run("REVOKE SELECT ON orders FROM postgres");
      loses(
          LossVerdict.UNKNOWN,
          "DROP TABLE orders",
          "table public.orders, whose rows can't be counted: permission denied for table orders");
      loses(
          LossVerdict.SOME,
          "DROP TABLE orders; ALTER TABLE users DROP phone",
          "table public.orders, whose rows can't be counted: permission denied for table orders",
          "column public.users.phone with 17 values");
    }

    @Test
    void doesNotTakeHiddenRowsForAbsentOnes() throws Exception {
      database.run(
          """
          ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
          ALTER TABLE orders FORCE ROW LEVEL SECURITY
          """);
      assertEquals("0", database.ask("SELECT count(*) FROM orders"));
      assertEquals(LossVerdict.UNKNOWN, database.estimate("DROP TABLE orders").verdict());
    }

    @Test
    void runsNothingOfTheDowns() throws Exception {
      database.estimate(
          "ALTER TABLE users ALTER id TYPE int4); DROP TABLE orders; SELECT (1",
          "DROP TABLE orders; DELETE FROM users; SET search_path = shop");
      assertEquals("30", database.ask("SELECT count(*) FROM orders"));
      assertEquals("1204", database.ask("SELECT count(*) FROM users"));
    }

    @Test
    void tellsEachMigrationsOwn() {
      LossEstimate estimate =
          new LossCounter(database, CountLimits.USUAL)
              .estimate(
                  List.of(
                      UndoScript.of("0016 add phone", "ALTER TABLE users DROP phone", true),
                      UndoScript.of("0015 index", "DROP INDEX CONCURRENTLY i", false)));
      assertEquals("0016 add phone", estimate.migrations().get(0).label());
      assertEquals(LossVerdict.SOME, estimate.migrations().get(0).verdict());
      assertEquals(LossVerdict.NOTHING, estimate.migrations().get(1).verdict());
      assertTrue(estimate.migrations().get(1).losses().isEmpty());
    }
  }
}
