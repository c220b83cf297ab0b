package org.ignition.backup.catalogue;

import java.time.Instant;
import org.ignition.backup.BackupName;

/** Which backup somebody asks for; written as the input {@code from} takes it. */
public sealed interface BackupChoice {

  /** The one of this name, whatever it is of. */
  record Named(BackupName name) implements BackupChoice {
    @Override
    public String toString() {
      return name.toString();
    }
  }

  /** The newest. */
  record Latest() implements BackupChoice {
    @Override
    public String toString() {
      return ChoiceParser.LATEST;
    }
  }

  /** The last one that was begun before {@code time}. */
  record Before(Instant time) implements BackupChoice {
    @Override
    public String toString() {
      return time.toString();
    }
  }

  /**
   * The newest that holds the schema of a release.
   *
   * @param sha the beginning of its commit's SHA, 7 to 40 hex digits, lower case
   */
  record OfRelease(String sha) implements BackupChoice {
    @Override
    public String toString() {
      return sha;
    }
  }

  /**
   * Reads what the input {@code from} holds.
   *
   * @throws org.ignition.failure.InputException when it is nothing of these
   */
  static BackupChoice parse(String text) {
    return ChoiceParser.parse(text);
  }
}
