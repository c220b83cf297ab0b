package org.ignition.migration.rehearsal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.ignition.image.Digest;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.Script;
import org.ignition.migration.sql.SqlSplitter;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.StatementTrace;
import org.ignition.testing.Postgres;

/** Migrations of a test, and what their rehearsal showed. */
final class Pairs {

  private final List<Migration> migrations = new ArrayList<>();
  private final List<Script> repeatables = new ArrayList<>();
  private RehearsalOptions options = RehearsalOptions.DEFAULT;

  static Pairs of(String up, String down) {
    return new Pairs().then(up, down);
  }

  Pairs then(String up, String down) {
    return add(up, Optional.of(down));
  }

  Pairs thenOnly(String up) {
    return add(up, Optional.empty());
  }

  private Pairs add(String up, Optional<String> down) {
    String version = Integer.toString(migrations.size() + 1);
    migrations.add(
        new Migration(
            MigrationVersion.of(version),
            "change",
            script(version + ".up.sql", up),
            down.map(text -> script(version + ".down.sql", text))));
    return this;
  }

  Pairs with(RehearsalOptions chosen) {
    options = chosen;
    return this;
  }

  Pairs repeated(String name, String sql) {
    repeatables.add(script(name, sql));
    return this;
  }

  Pairs filledBy(String fixtures) {
    options =
        new RehearsalOptions(
            options.timeZone(),
            options.statementTimeout(),
            true,
            Optional.of(script("rows.sql", fixtures)));
    return this;
  }

  List<Migration> migrations() {
    return migrations;
  }

  List<Script> repeatables() {
    return repeatables;
  }

  static Script script(String name, String sql) {
    return new Script(Path.of(name), SqlSplitter.split(sql), true, digest(sql));
  }

  private static Digest digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new Digest("sha256:" + HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a rehearsal of all showed. */
  record Shown(List<RehearsedMigration> migrations, RehearsalOutcome outcome) {

    RehearsedMigration last() {
      return migrations.getLast();
    }

    StatementTrace lastStatement() {
      return last().up().statements().getLast();
    }
  }

  Shown rehearse(int majorVersion) {
    return rehearse(majorVersion, migrations.size());
  }

  /** Rehearses the newest {@code count}. */
  Shown rehearse(int majorVersion, int count) {
    List<Migration> chosen = migrations.subList(migrations.size() - count, migrations.size());
    List<RehearsedMigration> shown = new ArrayList<>();
    RehearsalOutcome outcome =
        new Rehearser(Postgres.server(majorVersion), options)
            .rehearse(migrations, repeatables, chosen::contains, shown::add);
    return new Shown(shown, outcome);
  }
}
