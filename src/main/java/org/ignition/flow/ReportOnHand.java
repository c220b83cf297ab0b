package org.ignition.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.migration.report.CheckReport;
import org.ignition.migration.report.CheckReportReader;

/**
 * What `check-migrations` wrote before.
 *
 * @param file as users name it
 * @param report what it holds
 */
public record ReportOnHand(Path file, CheckReport report) {

  /**
   * The report that is named, or the usual one where it is there.
   *
   * @throws InputException when the one that is named is not there, or one that is there is none
   */
  public static Optional<ReportOnHand> find(Workspace workspace, Optional<Path> named) {
    Path file = named.orElseGet(Workspace::migrationReport);
    Path path = workspace.resolve(file);
    return named.isPresent() || Files.exists(path)
        ? Optional.of(new ReportOnHand(file, CheckReportReader.read(text(path, file), file)))
        : Optional.empty();
  }

  private static String text(Path path, Path shown) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new InputException(
          Problem.of(
                  ErrorCode.MIGRATION_REPORT_INVALID,
                  Files.exists(path)
                      ? "The migration report cannot be read as text"
                      : "The migration report is not there",
                  "It says what each migration means for a release",
                  "Run `check-migrations` in the same job before, or name another file with"
                      + " `report-file`")
              .at(SourceLocation.of(shown)),
          e);
    }
  }
}
