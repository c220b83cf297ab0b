package org.ignition.migration.history;

import java.util.Optional;
import org.ignition.image.CommitSha;
import org.ignition.image.ReleaseVersion;

/**
 * On whose behalf something was applied or undone.
 *
 * @param sha the release's commit
 * @param version the release's version
 * @param actor who started it; empty when unknown
 * @param runUrl of the workflow run; empty on a terminal
 */
public record AppliedBy(
    Optional<CommitSha> sha, Optional<ReleaseVersion> version, String actor, String runUrl) {

  /** Nobody knows. */
  public static final AppliedBy UNKNOWN = new AppliedBy(Optional.empty(), Optional.empty(), "", "");
}
