package org.ignition.migration.layout;

import java.nio.file.Path;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.migration.sql.Position;

/** What stops the reading of a folder. */
final class MigrationProblem {

  private static final String WHY_LAYOUT = "What runs, and in which order, must be beyond doubt";
  private static final String WHY_FILE = "It would not run as it is written";

  private MigrationProblem() {}

  static InputException notFound(Path folder, String what, String advice) {
    return new InputException(
        Problem.of(
                ErrorCode.MIGRATIONS_NOT_FOUND,
                what,
                "Where nothing is found, nothing is done, and that would look as if all were well",
                advice)
            .at(SourceLocation.of(folder)));
  }

  static InputException ambiguous(Path file, String what, String advice) {
    return new InputException(
        Problem.of(ErrorCode.MIGRATIONS_AMBIGUOUS, what, WHY_LAYOUT, advice)
            .at(SourceLocation.of(file)));
  }

  static InputException otherTool(Path file, Position at, String what, String advice) {
    return new InputException(
        Problem.of(ErrorCode.MIGRATIONS_OF_ANOTHER_TOOL, what, WHY_FILE, advice)
            .at(new SourceLocation(file, at.line(), at.column())));
  }

  static InputException otherTool(Path file, String what, String advice) {
    return new InputException(
        Problem.of(ErrorCode.MIGRATIONS_OF_ANOTHER_TOOL, what, WHY_LAYOUT, advice)
            .at(SourceLocation.of(file)));
  }

  static InputException unreadable(Path file, int line, String what, String advice) {
    return new InputException(
        Problem.of(ErrorCode.MIGRATION_UNREADABLE, what, WHY_FILE, advice)
            .at(new SourceLocation(file, line, 0)));
  }
}
