package org.ignition.migration.layout;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises migrations of tools whose files can't be run one by one, and says what to do. */
final class OtherTools {

  private static final String NO_PAIRS =
      "; or write what it generates as pairs like 0001_users.sql with 0001_users.down.sql";

  /** A tool that a file's path below the folder gives away. */
  private record Tool(Pattern path, String name, String advice) {}

  private static final List<Tool> BY_NAME =
      List.of(
          tool(
              "sqitch\\.plan",
              "sqitch",
              "Sqitch verifies with `sqitch verify`; to have them checked here, bundle each change as a"
                  + " pair"),
          tool(
              "(?:.*/)?migration\\.sql|migration_lock\\.toml",
              "Prisma",
              "Prisma has no downs: generate them with `prisma migrate diff --script`" + NO_PAIRS),
          tool(
              "(?:.*/)?(?:script\\.py\\.mako|alembic\\.ini|env\\.py)",
              "Alembic",
              "Render them with `alembic upgrade --sql` and `alembic downgrade --sql`" + NO_PAIRS),
          tool(
              "(?:.*/)?[^/]*changelog[^/]*\\.(?:xml|ya?ml|json|sql)",
              "Liquibase",
              "Render them with `liquibase update-sql` and `liquibase rollback-sql`" + NO_PAIRS),
          tool(
              "committed/\\d{6}.*\\.sql",
              "graphile-migrate", "Graphile Migrate has no downs" + NO_PAIRS),
          tool("tern\\.conf", "tern", "Split each file at its marker" + NO_PAIRS),
          tool(
              "\\d+_.+\\.(?:postgres(?:ql)?|cockroach|mysql|sqlite3?)\\.(?:up|down)\\.sql",
              "a tool for several databases",
              "Keep the files of each database in a folder of their own, and point `migrations` at"
                  + " PostgreSQL's"));

  /** A tool that a line within its files gives away. */
  private record Mark(String line, String name, String advice) {}

  private static final List<Mark> BY_CONTENT =
      List.of(
          new Mark(
              "-- +migrate Up",
              "sql-migrate",
              "goose's markers mean the same: replace `+migrate` by `+goose`"),
          new Mark(
              "---- create above / drop below ----", "tern", "Split each file there" + NO_PAIRS),
          new Mark(
              "--liquibase formatted sql",
              "Liquibase",
              "Render them with `liquibase update-sql` and `liquibase rollback-sql`" + NO_PAIRS),
          new Mark(
              "--! Previous:", "graphile-migrate", "Graphile Migrate has no downs" + NO_PAIRS));

  /** Names as nearly all files have them; none of those above is such a one. */
  private static final Pattern PLAIN =
      Pattern.compile("\\d+_(?![^/]*changelog)[^./]*(?:\\.(?:up|down))?\\.sql");

  private static final Pattern ATLAS = Pattern.compile("atlas\\.sum");

  private OtherTools() {}

  private static Tool tool(String path, String name, String advice) {
    return new Tool(Pattern.compile(path), name, advice);
  }

  /** Refuses a folder that another tool's files lie in. */
  static void refuse(Path folder, List<Path> files) {
    for (Path file : files) {
      String path = folder.relativize(file).toString();
      if (!PLAIN.matcher(path).matches()) {
        refuseNamed(file, path);
      }
    }
    refuseAtlas(files);
  }

  private static void refuseNamed(Path file, String path) {
    BY_NAME.stream()
        .filter(tool -> tool.path.matcher(path).matches())
        .findFirst()
        .ifPresent(tool -> {
          throw refusal(file, tool.name, tool.advice);
        });
  }

  /** Atlas also writes pairs as golang-migrate and others have them; those can be checked. */
  private static void refuseAtlas(List<Path> files) {
    boolean pairs = files.stream().anyMatch(file -> file.toString().endsWith(".down.sql"));
    Optional<Path> sum =
        files.stream().filter(f -> ATLAS.matcher(f.getFileName().toString()).matches()).findFirst();
    if (!pairs && sum.isPresent()) {
      throw refusal(
          sum.orElseThrow(),
          "Atlas",
          "Let Atlas write pairs: `atlas migrate diff --dir-format golang-migrate`");
    }
  }

  /** Refuses a file whose content is for another tool. */
  static void refuse(Path file, String text) {
    for (Mark mark : BY_CONTENT) {
      if (text.contains(mark.line)) {
        throw refusal(file, mark.name, mark.advice);
      }
    }
  }

  private static RuntimeException refusal(Path file, String tool, String advice) {
    return MigrationProblem.otherTool(file, "The migrations are those of " + tool, advice);
  }
}
