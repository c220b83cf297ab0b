import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A history of migrations as projects have them, each with its down: {@code java
 * MigrationHistory.java FOLDER FIRST LAST} writes numbers FIRST to LAST, the same each time. Five
 * numbers make one table and change it: columns, indexes, foreign keys, constraints, rows, views,
 * functions with triggers, types, and what is dropped.
 */
public class MigrationHistory {

  private record Pair(String name, String up, String down) {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    for (int n = Integer.parseInt(arguments[1]); n <= Integer.parseInt(arguments[2]); n++) {
      Pair pair = pair(n - 1);
      String name = "%04d_%s".formatted(n, pair.name());
      Files.writeString(folder.resolve(name + ".sql"), pair.up());
      Files.writeString(folder.resolve(name + ".down.sql"), pair.down());
    }
  }

  private static Pair pair(int index) {
    int group = index / 5;
    String table = "stock_" + group;
    Pair pair =
        switch (index % 5) {
          case 0 -> table(group, table);
          case 1 -> column(group, table);
          case 2 -> shape(group, table);
          case 3 -> content(group, table);
          default -> use(group, table);
        };
    return new Pair(pair.name() + "_" + group, pair.up(), pair.down());
  }

  private static Pair table(int group, String table) {
    String parent = group == 0 ? "" : " REFERENCES stock_" + (group - 1) + " (id)";
    return new Pair(
        "create_stock",
        """
        CREATE TABLE %1$s (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          name text NOT NULL UNIQUE,
          amount numeric(12, 2) NOT NULL DEFAULT 0 CHECK (amount >= 0),
          created_at timestamptz NOT NULL DEFAULT now(),
          parent_id bigint%2$s,
          note varchar(100)
        );
        CREATE INDEX %1$s_parent_idx ON %1$s (parent_id);
        """
            .formatted(table, parent),
        "DROP TABLE %s;\n".formatted(table));
  }

  private static Pair column(int group, String table) {
    return switch (group % 4) {
      case 0 -> of("add_email", table, List.of("ALTER TABLE %s ADD COLUMN email text;"), List.of("ALTER TABLE %s DROP COLUMN email;"));
      case 1 ->
          of(
              "add_score",
              table,
              List.of("ALTER TABLE %s ADD COLUMN score int NOT NULL DEFAULT 0;", "CREATE INDEX %1$s_score_idx ON %1$s (score);"),
              List.of("ALTER TABLE %s DROP COLUMN score;"));
      case 2 ->
          of(
              "add_state",
              table,
              List.of("CREATE TYPE %s_state AS ENUM ('new', 'paid', 'sent');", "ALTER TABLE %1$s ADD COLUMN state %1$s_state NOT NULL DEFAULT 'new';"),
              List.of("ALTER TABLE %s DROP COLUMN state;", "DROP TYPE %s_state;"));
      default ->
          of(
              "add_owner",
              table,
              List.of("ALTER TABLE %s ADD COLUMN owner_id bigint REFERENCES stock_0 (id);", "COMMENT ON COLUMN %s.owner_id IS 'who keeps it';"),
              List.of("ALTER TABLE %s DROP COLUMN owner_id;"));
    };
  }

  private static Pair shape(int group, String table) {
    return switch (group % 4) {
      case 0 ->
          of(
              "index_amount",
              table,
              List.of("CREATE INDEX %1$s_amount_idx ON %1$s (amount) WHERE amount > 0;", "DROP INDEX %s_parent_idx;"),
              List.of("CREATE INDEX %1$s_parent_idx ON %1$s (parent_id);", "DROP INDEX %s_amount_idx;"));
      case 1 ->
          of(
              "check_note",
              table,
              List.of("ALTER TABLE %1$s ADD CONSTRAINT %1$s_note_check CHECK (note <> '') NOT VALID;", "ALTER TABLE %1$s VALIDATE CONSTRAINT %1$s_note_check;"),
              List.of("ALTER TABLE %1$s DROP CONSTRAINT %1$s_note_check;"));
      case 2 ->
          of(
              "widen_note",
              table,
              List.of("ALTER TABLE %s ALTER COLUMN note TYPE text;"),
              List.of("ALTER TABLE %s ALTER COLUMN note TYPE varchar(100);"));
      default ->
          of(
              "rename_note",
              table,
              List.of("ALTER TABLE %s RENAME COLUMN note TO remark;"),
              List.of("ALTER TABLE %s RENAME COLUMN remark TO note;"));
    };
  }

  private static Pair content(int group, String table) {
    return switch (group % 4) {
      case 0 ->
          of(
              "insert_rows",
              table,
              List.of("INSERT INTO %s (name, amount) SELECT 'item ' || n, n FROM generate_series(1, 20) n;"),
              List.of("DELETE FROM %s WHERE name LIKE 'item %%';"));
      case 1 ->
          of(
              "raise_amounts",
              table,
              List.of("UPDATE %s SET amount = amount + 1 WHERE score = 0;"),
              List.of("UPDATE %s SET amount = amount - 1 WHERE score = 0;"));
      case 2 ->
          of(
              "view_open",
              table,
              List.of("CREATE VIEW %1$s_open AS SELECT id, name, amount FROM %1$s WHERE state <> 'sent';"),
              List.of("DROP VIEW %s_open;"));
      default ->
          of(
              "trigger_remark",
              table,
              List.of(
                  "CREATE FUNCTION %s_trim() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  NEW.remark := btrim(NEW.remark);\n  RETURN NEW;\nEND $$;",
                  "CREATE TRIGGER %1$s_trim BEFORE INSERT OR UPDATE ON %1$s FOR EACH ROW EXECUTE FUNCTION %1$s_trim();"),
              List.of("DROP TRIGGER %1$s_trim ON %1$s;", "DROP FUNCTION %s_trim();"));
    };
  }

  private static Pair use(int group, String table) {
    return switch (group % 4) {
      case 0 ->
          of(
              "view_totals",
              table,
              List.of("CREATE VIEW %1$s_totals AS SELECT parent_id, sum(amount) AS total FROM %1$s GROUP BY parent_id;", "CREATE TABLE %s_old (id bigint PRIMARY KEY, body text);"),
              List.of("DROP TABLE %s_old;", "DROP VIEW %s_totals;"));
      case 1 ->
          of(
              "require_note",
              table,
              List.of("UPDATE %s SET note = 'none' WHERE note IS NULL;", "ALTER TABLE %s ALTER COLUMN note SET NOT NULL;", "DROP TABLE stock_" + (group - 1) + "_old;"),
              List.of("CREATE TABLE stock_" + (group - 1) + "_old (id bigint PRIMARY KEY, body text);", "ALTER TABLE %s ALTER COLUMN note DROP NOT NULL;"));
      case 2 ->
          of(
              "drop_note",
              table,
              List.of("ALTER TABLE %s DROP COLUMN note;"),
              List.of("ALTER TABLE %s ADD COLUMN note text;"));
      default ->
          of(
              "summary",
              table,
              List.of("CREATE MATERIALIZED VIEW %1$s_summary AS SELECT count(*) AS n, max(amount) AS most FROM %1$s;", "ALTER TABLE %s ALTER COLUMN amount SET DEFAULT 1;"),
              List.of("ALTER TABLE %s ALTER COLUMN amount SET DEFAULT 0;", "DROP MATERIALIZED VIEW %s_summary;"));
    };
  }

  private static Pair of(String name, String table, List<String> up, List<String> down) {
    return new Pair(name, text(up, table), text(down, table));
  }

  private static String text(List<String> statements, String table) {
    StringBuilder text = new StringBuilder();
    statements.forEach(each -> text.append(each.formatted(table)).append('\n'));
    return text.toString();
  }
}
