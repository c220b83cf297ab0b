package org.ignition.migration.history.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.migration.history.ForeignHistory;
import org.ignition.migration.history.HistoryTables;

/** The tables in which tools keep their histories, by the names that they have by default. */
public final class OtherTools {

  private static final String SQLX = "_sqlx_migrations";

  private static final Map<String, String> TOOLS =
      Map.ofEntries(
          Map.entry(HistoryTables.FLYWAY, "Flyway"),
          Map.entry(HistoryTables.COMPANION, "ignition-release"),
          Map.entry(HistoryTables.VERSIONS, "golang-migrate, dbmate or another tool"),
          Map.entry(SQLX, "sqlx"),
          Map.entry("schema_version", "tern or an old Flyway"),
          Map.entry("goose_db_version", "goose"),
          Map.entry("gorp_migrations", "sql-migrate"),
          Map.entry("__diesel_schema_migrations", "diesel"),
          Map.entry("seaql_migrations", "SeaORM"),
          Map.entry("refinery_schema_history", "refinery"),
          Map.entry("alembic_version", "Alembic"),
          Map.entry("django_migrations", "Django"),
          Map.entry("databasechangelog", "Liquibase"),
          Map.entry("databasechangeloglock", "Liquibase"),
          Map.entry("_prisma_migrations", "Prisma"),
          Map.entry("__drizzle_migrations", "Drizzle"),
          Map.entry("knex_migrations", "Knex"),
          Map.entry("knex_migrations_lock", "Knex"),
          Map.entry("SequelizeMeta", "Sequelize"),
          Map.entry("pgmigrations", "node-pg-migrate"),
          Map.entry("atlas_schema_revisions", "Atlas"),
          Map.entry("__EFMigrationsHistory", "Entity Framework"),
          Map.entry("ar_internal_metadata", "Rails"),
          Map.entry("phinxlog", "Phinx"));

  private OtherTools() {}

  /** All names, in order. */
  public static List<String> tables() {
    return TOOLS.keySet().stream().sorted().toList();
  }

  /** {@code name} as it stands here, where case makes no difference. */
  public static String withoutCase(String name) {
    return TOOLS.keySet().stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
  }

  /** What a table called {@code name} is where our tables are, when it is not one that is read. */
  public static Optional<ForeignHistory.Other> unread(String name) {
    return isRead(name)
        ? Optional.empty()
        : Optional.ofNullable(TOOLS.get(name))
            .map(tool -> new ForeignHistory.Other(name, tool, Optional.empty()));
  }

  /** What a table called {@code name} is in another {@code schema} than that of our tables. */
  public static Optional<ForeignHistory.Other> elsewhere(String schema, String name) {
    Optional<String> reason = isRead(name) ? Optional.of(schema) : Optional.empty();
    return Optional.ofNullable(TOOLS.get(name))
        .map(tool -> new ForeignHistory.Other(schema + "." + name, tool, reason));
  }

  private static boolean isRead(String name) {
    return name.equals(HistoryTables.FLYWAY)
        || name.equals(HistoryTables.COMPANION)
        || name.equals(HistoryTables.VERSIONS)
        || name.equals(SQLX);
  }
}
