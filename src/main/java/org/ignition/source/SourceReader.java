package org.ignition.source;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.ignition.config.BranchPattern;
import org.ignition.failure.InputException;
import org.ignition.image.CommitSha;
import org.ignition.image.ReleaseVersion;

/**
 * Finds out about the commit, from the checkout, the runner and the event. Reads only: not a file
 * is written and no program is run.
 */
public final class SourceReader {

  private static final String USUAL_MAIN_BRANCH = "main";

  private final SourceRequest request;
  private final RunnerFacts runner;
  private final Event event;
  private final Optional<Checkout> checkout;

  private SourceReader(SourceRequest request, Event event, Optional<Checkout> checkout) {
    this.request = request;
    this.runner = request.runner();
    this.event = event;
    this.checkout = checkout;
  }

  /**
   * Gathers the facts.
   *
   * @throws InputException when nothing names a commit, when another one is checked out, or when
   *     the repository, the event or the runner's variables cannot be understood
   */
  public static SourceFacts read(SourceRequest request) {
    return read(request, SourceReader::facts);
  }

  /**
   * Which commit is at hand and nothing else, so that no file of the checkout is looked at.
   *
   * @throws InputException as {@link #read}
   */
  public static CommitSha commit(SourceRequest request) {
    Optional<CommitSha> named = CommitChoice.named(request, event(request));
    return PlainHead.of(request.workspace())
        .filter(head -> named.isEmpty() || named.get().equals(head))
        .orElseGet(() ->
            read(request, reader -> CommitChoice.of(request, reader.event, reader.head()).sha()));
  }

  private static Event event(SourceRequest request) {
    return request.runner().event().map(Event::parse).orElse(Event.NONE);
  }

  private static <T> T read(SourceRequest request, Function<SourceReader, T> reading) {
    Optional<Checkout> opened = Checkout.open(request.workspace());
    try {
      return reading.apply(new SourceReader(request, event(request), opened));
    } finally {
      opened.ifPresent(Checkout::close);
    }
  }

  private SourceFacts facts() {
    Optional<Checkout.Head> head = head();
    CommitChoice choice = CommitChoice.of(request, event, head);
    CommitSha sha = choice.sha();
    String mainBranch = mainBranch();
    return new SourceFacts(
        sha,
        time(choice, head),
        checkout.map(c -> c.workTree(request.products())).orElse(WorkTree.CLEAN),
        ref(sha, head),
        refNamesCommit(sha),
        tags(sha),
        mainBranch,
        releaseBranches(sha, mainBranch),
        RunnerText.repository(runner).or(() -> checkout.flatMap(Checkout::origin)),
        RunnerText.run(runner),
        warnings(choice));
  }

  private Optional<Checkout.Head> head() {
    return checkout.map(Checkout::head);
  }

  /**
   * A shallow checkout of a merge commit lacks the head that it merges; then the merge's own time
   * is the nearest that is known.
   */
  private Optional<Instant> time(CommitChoice choice, Optional<Checkout.Head> head) {
    return checkout
        .flatMap(c -> c.timeOf(choice.sha()))
        .or(() ->
            event
                .headCommit()
                .filter(c -> c.id().equals(choice.sha().hex()))
                .map(Event.HeadCommit::timestamp))
        .or(() -> checkout.flatMap(c -> head.flatMap(h -> c.timeOf(h.sha()))));
  }

  private GitRef ref(CommitSha sha, Optional<Checkout.Head> head) {
    if (runner.pullRequest()) {
      return new GitRef.PullRequest(event.pullRequest().map(Event.PullRequest::number).orElse(0L));
    }
    return refNamesCommit(sha) ? GitRef.parse(runner.ref()) : refHere(sha, head);
  }

  /** The highest release tag, else the branch that is checked out. */
  private GitRef refHere(CommitSha sha, Optional<Checkout.Head> head) {
    return tags(sha).stream()
        .flatMap(tag -> ReleaseVersion.tryParse(tag).stream())
        .max(Comparator.naturalOrder())
        .<GitRef>map(version -> new GitRef.Tag(version.toString()))
        .or(() -> head.flatMap(Checkout.Head::branch).map(GitRef.Branch::new))
        .orElseGet(GitRef.Detached::new);
  }

  private boolean refNamesCommit(CommitSha sha) {
    return runner.present() && !runner.pullRequest() && runner.sha().equals(sha.hex());
  }

  private SortedSet<String> tags(CommitSha sha) {
    SortedSet<String> tags = new TreeSet<>();
    checkout.ifPresent(c -> tags.addAll(c.tagsAt(sha)));
    if (refNamesCommit(sha) && GitRef.parse(runner.ref()) instanceof GitRef.Tag(String name)) {
      tags.add(name);
    }
    return tags;
  }

  private String mainBranch() {
    return request
        .mainBranch()
        .or(event::defaultBranch)
        .or(() -> checkout.flatMap(Checkout::mainBranch))
        .orElse(USUAL_MAIN_BRANCH);
  }

  private Map<BranchPattern, Containment> releaseBranches(CommitSha sha, String mainBranch) {
    List<BranchPattern> patterns =
        request.releaseBranches().isEmpty()
            ? List.of(new BranchPattern(mainBranch))
            : request.releaseBranches();
    Map<BranchPattern, Containment> answers = new LinkedHashMap<>();
    patterns.forEach(pattern -> answers.put(pattern, Containment.CANNOT_TELL));
    checkout
        .filter(this::isOfThisRepository)
        .ifPresent(c -> answers.putAll(c.branches(patterns, sha, !runner.present())));
    vouchedFor(sha)
        .forEach(branch ->
            answers.replaceAll(
                (pattern, said) -> pattern.matches(branch) ? Containment.YES : said));
    return answers;
  }

  /**
   * A workflow may check out a fork, whose {@code main} says nothing about ours; nor does a branch
   * that a step made. People at a terminal are believed.
   */
  private boolean isOfThisRepository(Checkout found) {
    Optional<String> ours = RunnerText.repository(runner).map(SourceRepository::url);
    Optional<String> origin = found.origin().map(SourceRepository::url);
    return ours.isEmpty()
        || origin.isEmpty()
        || ours.orElseThrow().equalsIgnoreCase(origin.orElseThrow());
  }

  /** Branches that the event says the commit is on; this needs no history. */
  private List<String> vouchedFor(CommitSha sha) {
    List<String> branches = new ArrayList<>();
    if (refNamesCommit(sha)) {
      addBranch(branches, runner.ref());
      event.baseRef().ifPresent(ref -> addBranch(branches, ref));
    }
    return branches;
  }

  private static void addBranch(List<String> branches, String ref) {
    if (GitRef.parse(ref) instanceof GitRef.Branch(String name)) {
      branches.add(name);
    }
  }

  private static List<String> warnings(CommitChoice choice) {
    return choice.mergedCheckout()
        ? List.of(
            "The checkout is GitHub's merge of the pull request, but the image is named by the pull"
                + " request's head "
                + choice.sha().shortSha()
                + "; to build exactly that, give actions/checkout"
                + " `ref: ${{ github.event.pull_request.head.sha }}`")
        : List.of();
  }
}
