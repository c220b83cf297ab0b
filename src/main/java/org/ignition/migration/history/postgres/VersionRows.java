package org.ignition.migration.history.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ignition.migration.history.HistoryEvent;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.migration.history.VersionTable;
import org.ignition.migration.history.VersionTableUse;
import org.ignition.migration.history.table.RowText;

/** Statements that keep a table of versions in step with the companion table. */
sealed interface VersionRows {

  /** A column that numbers its rows itself is told their numbers; to others it says nothing. */
  String GIVEN = "OVERRIDING SYSTEM VALUE";

  /**
   * Statements for {@code events}, to follow the one that writes them; none when nothing is to do.
   */
  List<String> after(List<HistoryEvent> events);

  /** Those of {@code events} that are of {@code kind}. */
  private static List<MigrationRecord> of(List<HistoryEvent> events, HistoryEvent.Kind kind) {
    return events.stream()
        .filter(each -> each.kind() == kind)
        .map(HistoryEvent::migration)
        .toList();
  }

  /** Whether any of {@code events} decides what is applied. */
  private static boolean matter(List<HistoryEvent> events) {
    return !of(events, HistoryEvent.Kind.APPLIED).isEmpty()
        || !of(events, HistoryEvent.Kind.UNDONE).isEmpty();
  }

  /** How the table that {@code table} tells of is kept. */
  static VersionRows of(Names names, VersionTable table, VersionTableUse use) {
    boolean used = use == VersionTableUse.USED;
    return switch (table) {
      case VersionTable.Kept kept -> used ? new Appearing(names, kept.versions()) : of(names, kept);
      case VersionTable.Free(), VersionTable.View() ->
          used ? new Appearing(names, List.of()) : new Untouched();
      case VersionTable.Unusable(_) -> new Untouched();
    };
  }

  private static VersionRows of(Names names, VersionTable.Kept kept) {
    return switch (kept.shape()) {
      case ONE_ROW -> new OneRow(names, kept.textual());
      case ROW_PER_MIGRATION -> new RowPerMigration(names, kept.textual(), kept.versions());
    };
  }

  /** There is none to keep. */
  record Untouched() implements VersionRows {
    @Override
    public List<String> after(List<HistoryEvent> events) {
      return List.of();
    }
  }

  /** A row for each version, which the migration itself may have written or removed. */
  record RowPerMigration(Names names, boolean textual, List<String> rows) implements VersionRows {

    /** As {@link RowText#canonical} has it. */
    private static final String CANONICAL =
        "pg_catalog.ltrim(pg_catalog.translate(version::pg_catalog.text, '_-', '..'), '0')";

    /** Copies the list. */
    public RowPerMigration {
      rows = List.copyOf(rows);
    }

    @Override
    public List<String> after(List<HistoryEvent> events) {
      List<MigrationRecord> undone = of(events, HistoryEvent.Kind.UNDONE);
      List<MigrationRecord> applied = of(events, HistoryEvent.Kind.APPLIED);
      List<String> statements = new ArrayList<>();
      if (!undone.isEmpty()) {
        statements.add(deleted(undone));
      }
      if (!applied.isEmpty()) {
        statements.add(inserted(applied));
      }
      return statements;
    }

    private String deleted(List<MigrationRecord> undone) {
      return "DELETE FROM " + names.versions() + " WHERE " + key() + " IN (" + keys(undone) + ")";
    }

    private String inserted(List<MigrationRecord> applied) {
      String wanted =
          applied.stream()
              .map(each -> "(" + value(each) + ", " + key(each) + ")")
              .collect(Collectors.joining(", "));
      return "INSERT INTO "
          + names.versions()
          + " (version) "
          + GIVEN
          + " SELECT wanted.value FROM (VALUES "
          + wanted
          + ") wanted (value, key) WHERE NOT EXISTS (SELECT FROM "
          + names.versions()
          + " WHERE "
          + key()
          + " = wanted.key)";
    }

    private String keys(List<MigrationRecord> migrations) {
      return migrations.stream().map(this::key).collect(Collectors.joining(", "));
    }

    private String key() {
      return textual ? CANONICAL : "version";
    }

    private String key(MigrationRecord migration) {
      return textual
          ? Sql.literal(RowText.canonical(migration.version().text()))
          : Long.toString(migration.sequence());
    }

    private String value(MigrationRecord migration) {
      return textual
          ? Sql.literal(RowText.of(migration, rows))
          : Long.toString(migration.sequence());
    }
  }

  /** One row, as golang-migrate keeps it. */
  record OneRow(Names names, boolean textual) implements VersionRows {

    @Override
    public List<String> after(List<HistoryEvent> events) {
      return matter(events) ? List.of("DELETE FROM " + names.versions(), newest()) : List.of();
    }

    private String newest() {
      return "INSERT INTO "
          + names.versions()
          + " (version, dirty) "
          + GIVEN
          + " SELECT "
          + (textual ? "version" : "sequence")
          + ", false FROM ("
          + Definition.newest(names, "sequence, version, kind")
          + ") newest WHERE "
          + Definition.HOLDS
          + " ORDER BY sequence DESC LIMIT 1";
    }
  }

  /**
   * A migration creates the table or removes it, maybe in this run: what it is like is found out in
   * the session, in the same round trip.
   *
   * @param rows what it held before, whose zeros new ones follow
   */
  record Appearing(Names names, List<String> rows) implements VersionRows {

    /** Copies the list. */
    public Appearing {
      rows = List.copyOf(rows);
    }

    @Override
    public List<String> after(List<HistoryEvent> events) {
      String table = Sql.literal(names.versions());
      String body =
          """
          DECLARE
            found oid := pg_catalog.to_regclass(%1$s);
            category text := (
              SELECT t.typcategory::text FROM pg_catalog.pg_attribute a
              JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
              JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
              WHERE a.attrelid = found AND a.attname = 'version' AND a.attgenerated = ''
                AND c.relkind IN ('r', 'p'));
          BEGIN
            IF category NOT IN ('N', 'S') OR category IS NULL THEN
              RETURN;
            ELSIF EXISTS (
              SELECT FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = found AND a.attname = 'dirty' AND NOT a.attisdropped) THEN
              EXECUTE CASE category WHEN 'S' THEN %2$s ELSE %3$s END;
            ELSE
              EXECUTE CASE category WHEN 'S' THEN %4$s ELSE %5$s END;
            END IF;
          END\
          """
              .formatted(
                  table,
                  text(new OneRow(names, true).after(events)),
                  text(new OneRow(names, false).after(events)),
                  text(rowPerMigration(true, events)),
                  text(rowPerMigration(false, events)));
      return matter(events) ? List.of("DO LANGUAGE plpgsql " + Sql.literal(body)) : List.of();
    }

    /** A new table is to hold what was applied before it was made, too. */
    private List<String> rowPerMigration(boolean textual, List<HistoryEvent> events) {
      List<String> statements = new ArrayList<>();
      statements.add(
          "INSERT INTO "
              + names.versions()
              + " (version) "
              + GIVEN
              + " SELECT "
              + (textual ? "version" : "sequence")
              + " FROM ("
              + Definition.newest(names, "sequence, version, kind")
              + ") newest WHERE "
              + Definition.HOLDS
              + " AND NOT EXISTS (SELECT FROM "
              + names.versions()
              + ") ORDER BY sequence");
      statements.addAll(new RowPerMigration(names, textual, rows).after(events));
      return statements;
    }

    private static String text(List<String> statements) {
      return Sql.literal(String.join("; ", statements));
    }
  }
}
