package org.ignition.source;

import java.util.Optional;
import java.util.regex.Pattern;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.CommitSha;
import org.ignition.image.Quoted;

/** Finds what a change is compared with, from the checkout, the runner and the event. */
public final class BaseReader {

  private static final Pattern FULL_SHA = Pattern.compile("[0-9a-f]{40}");
  private static final String ZEROS = "0".repeat(40);
  private static final String TWO_COMMITS = "Give actions/checkout `fetch-depth: 2`";
  private static final String WHOLE_HISTORY = "Give actions/checkout `fetch-depth: 0`";
  private static final String SAY_WHICH = "Name it with `base`: a branch, a tag or a SHA";

  private final BaseRequest request;
  private final Checkout checkout;
  private final Event event;

  private BaseReader(BaseRequest request, Checkout checkout) {
    this.request = request;
    this.checkout = checkout;
    this.event = request.runner().event().map(Event::parse).orElse(Event.NONE);
  }

  /**
   * The base: what the user named; on a pull request the first parent of the merge commit that is
   * checked out, else what the event says; on a push what was there before; anywhere else the
   * newest commit that HEAD shares with the main branch.
   *
   * @throws InputException when the repository or the event cannot be read, or what the user named
   *     is nothing in it
   */
  public static Base read(BaseRequest request) {
    Optional<Checkout> opened = Checkout.open(request.workspace());
    if (opened.isEmpty()) {
      return new Base.Unknown("There is no git repository here", "Run it in a checkout");
    }
    try (Checkout checkout = opened.orElseThrow()) {
      return checkout.hasCommit()
          ? new BaseReader(request, checkout).base()
          : new Base.Nothing("The repository has no commit yet");
    }
  }

  private Base base() {
    if (request.asked().isPresent()) {
      return asked(request.asked().orElseThrow());
    }
    if (event.pullRequest().isPresent()) {
      return ofPullRequest(event.pullRequest().orElseThrow());
    }
    return event
        .before()
        .filter(before -> !before.equals(ZEROS))
        .map(before -> at(new CommitSha(before), "the commit before the push", WHOLE_HISTORY))
        .orElseGet(this::ofMainBranch);
  }

  private Base asked(String name) {
    return checkout
        .commitOf(name)
        .map(tip -> since(tip, "the input `base`", WHOLE_HISTORY))
        .orElseGet(() -> absent(name));
  }

  /** A SHA may well be one that was not fetched; a name that nothing has is a mistake. */
  private static Base absent(String name) {
    if (FULL_SHA.matcher(name).matches()) {
      return new Base.Unknown(
          "The base " + Quoted.of(name) + " is no commit of this clone", WHOLE_HISTORY);
    }
    throw new InputException(
        Problem.of(
            ErrorCode.INPUT_INVALID,
            "Input `base` is " + Quoted.of(name) + ", which names no commit of this clone",
            "Without it nothing tells which migrations are new",
            "Name a branch, a tag or a SHA that was fetched, such as `origin/main`; actions/checkout"
                + " fetches all with `fetch-depth: 0`"));
  }

  private Base ofPullRequest(Event.PullRequest pullRequest) {
    Checkout.Head head = checkout.head();
    if (head.merges(pullRequest.head()) && !head.parents().getFirst().equals(pullRequest.head())) {
      return at(head.parents().getFirst(), "the first parent of the merge commit", TWO_COMMITS);
    }
    Optional<CommitSha> base = pullRequest.base().map(CommitSha::new);
    if (base.isEmpty()) {
      return new Base.Unknown("The event does not say what the pull request's base is", SAY_WHICH);
    }
    if (base.filter(head.sha()::equals).isPresent() && !head.sha().equals(pullRequest.head())) {
      return new Base.Unknown(
          "What is checked out is the base itself, not the pull request",
          "Run the workflow on `pull_request`, not on `pull_request_target`");
    }
    return since(base.orElseThrow(), "the base that the event names", TWO_COMMITS);
  }

  private Base ofMainBranch() {
    Checkout.Head head = checkout.head();
    Optional<String> main =
        request.mainBranch().or(event::defaultBranch).or(checkout::likelyMainBranch);
    Optional<CommitSha> tip = main.flatMap(this::tipOf);
    if (tip.isPresent()) {
      return since(tip.orElseThrow(), "the branch " + main.orElseThrow(), WHOLE_HISTORY);
    }
    return main.equals(head.branch())
        ? at(head.sha(), "HEAD", WHOLE_HISTORY)
        : new Base.Unknown("The main branch is not in this clone", WHOLE_HISTORY);
  }

  /** What was published counts before what is only here. */
  private Optional<CommitSha> tipOf(String branch) {
    return checkout
        .commitOf("refs/remotes/origin/" + branch)
        .or(() -> checkout.commitOf("refs/heads/" + branch));
  }

  /**
   * Where HEAD parted from {@code tip}: what others merged since is no deletion of ours. Without
   * that history the tip itself is the nearest that is known.
   */
  private Base since(CommitSha tip, String origin, String advice) {
    return at(checkout.commonWith(tip).orElse(tip), origin, advice);
  }

  private Base at(CommitSha sha, String origin, String advice) {
    return checkout
        .tree(sha, request.folder())
        .<Base>map(tree -> new Base.Found(sha, origin, tree))
        .orElseGet(() ->
            new Base.Unknown(
                "The base " + sha.shortSha() + " (" + origin + ") is not in this clone", advice));
  }
}
