package org.ignition.migration.report;

/** The conversation of one pull request. */
@FunctionalInterface
public interface PullRequestComments {

  /**
   * Puts {@code comment} in the place of the one that we wrote before under the same marker, or
   * adds it when there is none. Never throws: a check does not fail for its comment.
   */
  Commented put(StickyComment comment);
}
