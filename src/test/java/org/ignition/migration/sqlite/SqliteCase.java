package org.ignition.migration.sqlite;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.image.Digest;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.Script;
import org.ignition.migration.hazard.SqliteRules;
import org.ignition.migration.rehearsal.DataRehearsal;
import org.ignition.migration.rehearsal.RehearsalOptions;
import org.ignition.migration.rehearsal.RehearsalOutcome;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.sql.SqlSplitter;
import org.ignition.migration.trace.RehearsedMigration;

/** A history of migrations, rehearsed. */
final class SqliteCase {

  private final List<Migration> migrations = new ArrayList<>();
  private boolean transactional = true;
  private RehearsalOptions options =
      new RehearsalOptions("UTC", Duration.ofSeconds(20), true, Optional.empty());

  static SqliteCase of(String up, String down) {
    return new SqliteCase().then(up, down);
  }

  SqliteCase then(String up, String down) {
    String version = Integer.toString(migrations.size() + 1);
    migrations.add(
        new Migration(
            MigrationVersion.of(version),
            "m",
            script(version + "_m.up.sql", up),
            down.isEmpty()
                ? Optional.empty()
                : Optional.of(script(version + "_m.down.sql", down))));
    return this;
  }

  /** Migrations that follow run without a transaction. */
  SqliteCase bare() {
    transactional = false;
    return this;
  }

  SqliteCase within(Duration limit) {
    options = new RehearsalOptions("UTC", limit, true, options.fixtures());
    return this;
  }

  SqliteCase with(String fixtures) {
    options =
        new RehearsalOptions(
            "UTC", options.statementTimeout(), true, Optional.of(script("rows.sql", fixtures)));
    return this;
  }

  RehearsalOutcome repeating(Script... repeatables) {
    return new SqliteRehearser(options)
        .rehearse(migrations, List.of(repeatables), _ -> true, _ -> {});
  }

  Script script(String file, String sql) {
    return new Script(
        Path.of("db", file),
        SqlSplitter.split(sql),
        transactional,
        Digest.of(sql.getBytes(StandardCharsets.UTF_8)));
  }

  RehearsalOutcome outcome(List<RehearsedMigration> rehearsed) {
    return new SqliteRehearser(options).rehearse(migrations, _ -> true, rehearsed::add);
  }

  /** All of them on a copy of a file with rows. */
  DataRehearsal.Outcome on(Path copy) {
    return new SqliteDataRehearsal(_ -> {}).rehearse(copy, migrations);
  }

  /** What the rehearsal of the last one showed. */
  RehearsedMigration last() {
    List<RehearsedMigration> rehearsed = new ArrayList<>();
    outcome(rehearsed);
    return rehearsed.getLast();
  }

  static List<Finding> findings(RehearsedMigration rehearsed) {
    return SqliteRules.of(rehearsed);
  }

  static List<Rule> rules(RehearsedMigration rehearsed) {
    return findings(rehearsed).stream().map(Finding::rule).distinct().toList();
  }
}
