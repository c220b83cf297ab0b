package org.ignition.migration.report;

import org.ignition.image.CommitSha;

/** What the migrations were compared with to tell new ones from merged ones. */
public sealed interface BaseVerdict {

  /** The word for it in reports. */
  String word();

  /** They were compared with a commit. */
  record Compared(CommitSha commit) implements BaseVerdict {
    @Override
    public String word() {
      return "compared";
    }
  }

  /**
   * They should have been compared and could not be.
   *
   * @param why one sentence
   * @param advice what to do about it
   */
  record Unknown(String why, String advice) implements BaseVerdict {
    @Override
    public String word() {
      return "unknown";
    }
  }

  /** There is nothing to compare them with: no pull request, and no base was named. */
  record None() implements BaseVerdict {
    @Override
    public String word() {
      return "none";
    }
  }
}
