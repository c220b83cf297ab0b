package org.ignition.testing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.ignition.image.Digest;
import org.ignition.migration.Assessment;
import org.ignition.migration.Classification;
import org.ignition.migration.DeploymentOrder;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.Reversibility;
import org.ignition.migration.Script;
import org.ignition.migration.Verdict;
import org.ignition.migration.history.AppliedBy;
import org.ignition.migration.history.AppliedMigration;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.migration.history.Origin;
import org.ignition.migration.history.PendingMigration;
import org.ignition.migration.history.StoredDown;
import org.ignition.migration.history.Unfinished;
import org.ignition.migration.sql.SqlSplitter;

/** Migrations in the places of their lives, numbered, named after their number. */
public final class Migrations {

  /** Adds only, undone exactly. */
  public static final Assessment ADDITIVE =
      assessment(Classification.ADDITIVE, DeploymentOrder.EXPAND, Verdict.YES);

  /** Removes what the running version uses. */
  public static final Assessment DESTRUCTIVE =
      assessment(Classification.DESTRUCTIVE, DeploymentOrder.CONTRACT, Verdict.NO);

  private Migrations() {}

  private static Assessment assessment(
      Classification classification, DeploymentOrder order, Verdict compatible) {
    return new Assessment(classification, order, compatible, Reversibility.EXACT, true);
  }

  /** A pair of scripts. */
  public static Migration pair(long number, String up, String down) {
    return new Migration(
        version(number),
        "step" + number,
        script(file(number, ""), up),
        Optional.of(script(file(number, ".down"), down)));
  }

  /** A pair of a table. */
  public static Migration pair(long number) {
    return pair(number, "CREATE TABLE t%d (id int);".formatted(number), drop(number));
  }

  private static String drop(long number) {
    return "DROP TABLE t%d;".formatted(number);
  }

  private static MigrationVersion version(long number) {
    return MigrationVersion.of("%04d".formatted(number));
  }

  private static String file(long number, String ending) {
    return "%04d_step%d%s.sql".formatted(number, number, ending);
  }

  /** A script in {@code db/migrations}. */
  public static Script script(String name, String text) {
    return new Script(
        Path.of("db/migrations", name), SqlSplitter.split(text), true, checksum(text));
  }

  private static Digest checksum(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What a database remembers of {@link #pair(long)}. */
  public static MigrationRecord recorded(long number, Assessment assessment) {
    return recorded(pair(number), assessment);
  }

  /** What a database remembers of {@code migration}. */
  public static MigrationRecord recorded(Migration migration, Assessment assessment) {
    return new MigrationRecord(
        migration.version().numbers().getFirst().longValueExact(),
        migration.version(),
        migration.name(),
        migration.up().file().getFileName().toString(),
        Optional.of(migration.up().checksum()),
        migration.down().map(StoredDown::of),
        assessment);
  }

  /** About to be applied. */
  public static PendingMigration pending(long number, Assessment assessment) {
    return pending(pair(number), assessment);
  }

  /** About to be applied. */
  public static PendingMigration pending(Migration migration, Assessment assessment) {
    return new PendingMigration(migration, recorded(migration, assessment), true, Origin.IGNITION);
  }

  /** Applied by this tool. */
  public static AppliedMigration applied(long number, Assessment assessment) {
    return applied(recorded(number, assessment));
  }

  /** Applied by this tool. */
  public static AppliedMigration applied(MigrationRecord migration) {
    return new AppliedMigration(
        migration, AppliedBy.UNKNOWN, Instant.EPOCH, Optional.empty(), Origin.IGNITION);
  }

  /** Left halfway. */
  public static Unfinished unfinished(long number, boolean undoing) {
    return new Unfinished(
        recorded(number, ADDITIVE),
        undoing,
        AppliedBy.UNKNOWN,
        Instant.EPOCH,
        "statement 2 of 2 failed");
  }
}
