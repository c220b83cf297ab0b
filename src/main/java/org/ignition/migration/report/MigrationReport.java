package org.ignition.migration.report;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.image.Digest;
import org.ignition.migration.Assessment;
import org.ignition.migration.Migration;
import org.ignition.migration.Script;
import org.ignition.migration.trace.Proof;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.ScriptRun;

/**
 * What a check says of one migration.
 *
 * @param version as the file's name has it
 * @param name without version and ending; may be empty
 * @param up the script that applies it
 * @param down the script that undoes it, where there is one
 * @param assessment what follows from what was observed
 * @param proof what running it up, down and up proved
 * @param lossyObjects what the up made and the down drops, with all that was written to it since;
 *     qualified
 * @param cloned whether a script of it ran without one transaction around all of it
 * @param emptyTables tables for which no row could be made, qualified
 * @param statements of the up, in order, as far as it ran
 * @param downStatements of the down, in order, as far as it ran
 */
public record MigrationReport(
    String version,
    String name,
    File up,
    Optional<File> down,
    Assessment assessment,
    Proof proof,
    List<String> lossyObjects,
    boolean cloned,
    List<String> emptyTables,
    List<StatementReport> statements,
    List<StatementReport> downStatements) {

  /** Copies the lists. */
  public MigrationReport {
    lossyObjects = List.copyOf(lossyObjects);
    emptyTables = List.copyOf(emptyTables);
    statements = List.copyOf(statements);
    downStatements = List.copyOf(downStatements);
  }

  /**
   * A script's file.
   *
   * @param path relative to the workspace
   * @param checksum see {@link Script#checksum}
   */
  public record File(Path path, Digest checksum) {

    static File of(Script script) {
      return new File(script.file(), script.checksum());
    }
  }

  /** What a rehearsal showed. */
  public static MigrationReport of(RehearsedMigration rehearsed, Assessment assessment) {
    Migration migration = rehearsed.migration();
    return new MigrationReport(
        migration.version().text(),
        migration.name(),
        File.of(migration.up()),
        migration.down().map(File::of),
        assessment,
        rehearsed.proof(),
        rehearsed.rows().lossyDown(),
        rehearsed.cloned(),
        rehearsed.rows().empty(),
        statements(rehearsed.up()),
        rehearsed.down().map(MigrationReport::statements).orElse(List.of()));
  }

  /** A migration that was not rehearsed. */
  public static MigrationReport notRehearsed(Migration migration) {
    return new MigrationReport(
        migration.version().text(),
        migration.name(),
        File.of(migration.up()),
        migration.down().map(File::of),
        Assessment.UNKNOWN,
        Proof.NONE,
        List.of(),
        false,
        List.of(),
        List.of(),
        List.of());
  }

  private static List<StatementReport> statements(ScriptRun run) {
    return run.statements().stream().map(StatementReport::of).toList();
  }

  /** Version and name. */
  public String label() {
    return name.isEmpty() ? version : version + " " + name;
  }

  /** The lock of the up that stands most in others' way. */
  public Optional<StatementReport.Lock> strongestLock() {
    return statements.stream()
        .flatMap(statement -> statement.locks().stream())
        .max(Comparator.comparing(StatementReport.Lock::mode));
  }

  /** Where its scripts are, each file once. */
  Stream<Path> files() {
    return Stream.concat(Stream.of(up), down.stream()).map(File::path).distinct();
  }
}
