package org.ignition.migration.history.table;

import java.util.Arrays;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;

/** Words that stand for constants. */
final class Words {

  private static final int LONGEST = 60;

  private Words() {}

  /**
   * The constant of {@code type} that {@code word} stands for.
   *
   * @throws PolicyException when it stands for none: a later version of this tool wrote it
   */
  static <E extends Enum<E>> E read(Class<E> type, CompanionColumn column, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.toString().equals(word))
        .findFirst()
        .orElseThrow(() -> unknown(column, word));
  }

  private static PolicyException unknown(CompanionColumn column, String word) {
    return new PolicyException(
        Problem.of(
            ErrorCode.HISTORY_UNRECOGNISED,
            "ignition_migrations holds a "
                + column
                + " that is not known here: "
                + Quoted.of(Quoted.line(word, LONGEST)),
            "A later version of this tool wrote it, so that its meaning can't be guessed",
            "Run the version that the database was last migrated with, or a later one"));
  }
}
