package org.ignition.migration.report;

/** What became of a comment. */
public sealed interface Commented {

  /** One sentence for the log. */
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
          + "`, which pull requests from forks never have; the summary of the run says the same";
    }
  }

  /**
   * It could not be written.
   *
   * @param why what stood in the way
   */
  record Failed(String why) implements Commented {
    @Override
    public String sentence() {
      return "No comment on the pull request: " + why + "; the summary of the run says the same";
    }
  }
}
