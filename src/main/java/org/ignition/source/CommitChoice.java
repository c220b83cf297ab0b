package org.ignition.source;

import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.CommitSha;

/**
 * Which commit is built. The commit that the user named wins, then a pull request's head, then the
 * runner's commit, then HEAD. Where there is a checkout it must be of that commit, since an image
 * is labelled by it; the merge commit that GitHub makes of a pull request is let through, because
 * every default checkout of one is that.
 *
 * @param sha the commit
 * @param mergedCheckout whether the files on disk are the pull request's merge and not its head
 */
record CommitChoice(CommitSha sha, boolean mergedCheckout) {

  /**
   * @throws InputException when nothing names a commit, or another one is checked out
   */
  static CommitChoice of(SourceRequest request, Event event, Optional<Checkout.Head> head) {
    CommitSha wanted =
        named(request, event)
            .or(() -> head.map(Checkout.Head::sha))
            .orElseThrow(CommitChoice::nothingNamed);
    return head.map(checkedOut -> agreed(wanted, checkedOut, request, event))
        .orElseGet(() -> new CommitChoice(wanted, false));
  }

  /**
   * The commit that is asked for, whatever is checked out; empty at a terminal that asks for none.
   */
  static Optional<CommitSha> named(SourceRequest request, Event event) {
    return request.sha().or(() -> ofRunner(request.runner(), event));
  }

  private static Optional<CommitSha> ofRunner(RunnerFacts runner, Event event) {
    if (!runner.present()) {
      return Optional.empty();
    }
    return runner.pullRequest()
        ? Optional.of(event.pullRequest().orElseThrow(CommitChoice::noPullRequest).head())
        : Optional.of(new CommitSha(runner.sha()));
  }

  private static CommitChoice agreed(
      CommitSha wanted, Checkout.Head head, SourceRequest request, Event event) {
    if (head.sha().equals(wanted)) {
      return new CommitChoice(wanted, false);
    }
    boolean pullRequest = event.pullRequest().filter(pr -> pr.head().equals(wanted)).isPresent();
    if (pullRequest && head.merges(wanted)) {
      return new CommitChoice(wanted, true);
    }
    throw new InputException(
        Problem.of(
            ErrorCode.SOURCE_SHA_INVALID,
            "Asked for commit "
                + wanted.shortSha()
                + ", but "
                + head.sha().shortSha()
                + " is checked out",
            "The image would be labelled with a commit that it was not built from",
            advice(wanted, head.sha(), request)));
  }

  private static String advice(CommitSha wanted, CommitSha head, SourceRequest request) {
    if (request.runner().pullRequest() && request.sha().isEmpty()) {
      return "Give actions/checkout `ref: ${{ github.event.pull_request.head.sha }}`";
    }
    return request.runner().present()
        ? "Give actions/checkout `ref: " + wanted + "`, or this action `sha: " + head + "`"
        : "Run `git checkout " + wanted + "`";
  }

  private static InputException nothingNamed() {
    return new InputException(
        Problem.of(
            ErrorCode.SOURCE_NOT_A_REPOSITORY,
            "There is no git repository here and no commit was given",
            "The image is named by its commit",
            "Run this in a checkout (on GitHub: after actions/checkout), or give `sha`"));
  }

  private static InputException noPullRequest() {
    return new InputException(
        Problem.of(
            ErrorCode.SOURCE_EVENT_INVALID,
            "The event payload names no pull request",
            "A pull request is built by its head, which only the payload names",
            "Check GITHUB_EVENT_PATH, which the runner sets, or give `sha`"));
  }
}
