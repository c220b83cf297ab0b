package org.ignition.migration.report;

/** What became of a comment. */
public sealed interface Commented {

  /** One line for the log, without full stop. */
  String sentence();

  /**
   * It was added.
   *
   * @param url where it is seen
   */
  record Added(String url) implements Commented {
    @Override
    public String sentence() {
      return "Commented on the pull request: " + url;
    }
  }

  /**
   * It took the place of the one before.
   *
   * @param url where it is seen
   */
  record Updated(String url) implements Commented {
    @Override
    public String sentence() {
      return "Updated the comment on the pull request: " + url;
    }
  }

  /** There was nothing to say, and nothing said before. */
  record Unneeded() implements Commented {
    @Override
    public String sentence() {
      return "Nothing to comment on the pull request";
    }
  }

  /**
   * The token may not.
   *
   * @param permission that it lacks, as workflows write it
   */
  record Declined(String permission) implements Commented {
    @Override
    public String sentence() {
      return "No comment on the pull request, as the token lacks `"
          + permission
          + "`. Add it to the job's `permissions`, or to the token where it is your own;"
          + " the summary of the run says the same";
    }
  }

  /** The pull request is from a fork, and the job's token may only read. */
  record ReadOnly() implements Commented {
    @Override
    public String sentence() {
      return "No comment on the pull request, as it is from a fork, and GitHub lets the tokens of"
          + " its runs only read. There is nothing to mend; the summary of the run says the same";
    }
  }

  /**
   * It could not be written.
   *
   * @param why what stood in the way, and what to do now; without full stop
   */
  record Failed(String why) implements Commented {
    @Override
    public String sentence() {
      return "No comment on the pull request: " + why + "; the summary of the run says the same";
    }
  }
}
