package org.ignition.github;

import java.io.IOException;
import java.net.URL;
import java.util.Objects;
import java.util.Optional;
import org.ignition.migration.report.Commented;
import org.ignition.migration.report.StickyComment;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHCommitPointer;
import org.kohsuke.github.GHIssueComment;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;

/** Finds our comment among those of a pull request, and writes it. */
final class Conversation {

  /** Tokens of jobs and of apps begin so (docs.github.com, “About authentication to GitHub”). */
  private static final String APP_TOKEN = "ghs_";

  /** No login of a person holds brackets, every app's ends so. */
  private static final String APP = "[bot]";

  private static final int PAGE = 100;

  private final GitHub gitHub;
  private final String token;

  Conversation(GitHub gitHub, String token) {
    this.gitHub = gitHub;
    this.token = token;
  }

  Commented put(String repository, int number, StickyComment comment) throws IOException {
    GHPullRequest pullRequest = gitHub.getRepository(repository).getPullRequest(number);
    try {
      return put(pullRequest, comment);
    } catch (IOException e) {
      if (isOfApp() && isFromFork(pullRequest) && lacksPermission(e)) {
        return new Commented.ReadOnly();
      }
      throw e;
    }
  }

  private static boolean lacksPermission(IOException failure) {
    return RefusedException.in(failure)
        .map(Refusal::reason)
        .filter(Reason.PERMISSION::equals)
        .isPresent();
  }

  /** Whether its commits are of another repository, which may be gone. */
  private static boolean isFromFork(GHPullRequest pullRequest) {
    return pullRequest.getHead() != null
        && !Objects.equals(name(pullRequest.getHead()), name(pullRequest.getBase()));
  }

  private static @Nullable String name(GHCommitPointer side) {
    GHRepository repository = side.getRepository();
    return repository == null ? null : repository.getFullName();
  }

  private Commented put(GHPullRequest pullRequest, StickyComment comment) throws IOException {
    Optional<GHIssueComment> ours = find(pullRequest, comment.marker());
    if (ours.isPresent()) {
      ours.get().update(comment.body());
      return new Commented.Updated(url(ours.get()));
    }
    return comment.worthAdding()
        ? new Commented.Added(url(pullRequest.comment(comment.body())))
        : new Commented.Unneeded();
  }

  private Optional<GHIssueComment> find(GHPullRequest pullRequest, String marker)
      throws IOException {
    String author = author();
    for (GHIssueComment candidate : pullRequest.listComments().withPageSize(PAGE)) {
      if (isMarked(candidate, marker) && isBy(candidate, author)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static boolean isMarked(GHIssueComment comment, String marker) {
    String body = Objects.requireNonNullElse(comment.getBody(), "");
    return body.lines().findFirst().filter(marker::equals).isPresent();
  }

  private static boolean isBy(GHIssueComment comment, String author) {
    String login = login(comment);
    return author.equals(APP) ? login.endsWith(APP) : login.equals(author);
  }

  /**
   * The login of whoever wrote our comments, or {@link #APP} for any app. Anybody may write our
   * marker, and nobody's words but our own are to be replaced. An app can't ask who it is, a person
   * can.
   */
  private String author() throws IOException {
    if (isOfApp()) {
      return APP;
    }
    try {
      return gitHub.getMyself().getLogin();
    } catch (IOException e) {
      if (RefusedException.in(e).filter(Refusal::isForToken).isPresent()) {
        return APP; // A token without the usual form, but of an app.
      }
      throw e;
    }
  }

  private boolean isOfApp() {
    return token.startsWith(APP_TOKEN);
  }

  /**
   * Without a request for the person's profile, as the method that replaces this one makes. Empty
   * for a person who is gone: GitHub then gives no user, which the library does not expect.
   */
  @SuppressWarnings("deprecation")
  private static String login(GHIssueComment comment) {
    try {
      return comment.getUserName();
    } catch (NullPointerException e) {
      return "";
    }
  }

  private static String url(GHIssueComment comment) {
    return Optional.ofNullable(comment.getHtmlUrl()).map(URL::toString).orElse("");
  }
}
