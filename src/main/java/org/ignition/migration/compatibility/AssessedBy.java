package org.ignition.migration.compatibility;

import java.nio.file.Path;
import org.ignition.image.ReleaseVersion;

/** Where an assessment is from. */
public sealed interface AssessedBy {

  /** As the reason of a step, such as {@code classified by build metadata of v1.2.3}. */
  String words();

  /**
   * The release's own build metadata.
   *
   * @param version of the release
   */
  record Metadata(ReleaseVersion version) implements AssessedBy {
    @Override
    public String words() {
      return "classified by build metadata of " + version;
    }
  }

  /**
   * A report of {@code check-migrations}.
   *
   * @param file as users name it
   */
  record Report(Path file) implements AssessedBy {
    @Override
    public String words() {
      return "classified by report " + file;
    }
  }

  /** It was rehearsed for this run. */
  record Rehearsal() implements AssessedBy {
    @Override
    public String words() {
      return "rehearsed now";
    }
  }

  /**
   * It was to be rehearsed for this run, and it, or one before it, did not run to its end.
   *
   * @param why place and message, one line
   */
  record FailedRehearsal(String why) implements AssessedBy {
    @Override
    public String words() {
      return "the rehearsal failed at " + why;
    }
  }

  /** Nobody could. */
  record Nobody() implements AssessedBy {
    @Override
    public String words() {
      return "nobody observed it";
    }
  }
}
