package org.ignition.github;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.ignition.migration.report.Commented;
import org.ignition.migration.report.PullRequestComments;
import org.ignition.migration.report.StickyComment;
import org.ignition.tls.Trust;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.extras.HttpClientGitHubConnector;

/** The conversation of a pull request at GitHub. */
public final class GitHubComments implements PullRequestComments {

  private final GitHubAccess access;
  private final String repository;
  private final int number;
  private final Patience patience;

  /**
   * The pull request {@code number} of {@code repository}, which is owner and name with a slash
   * between, as {@code GITHUB_REPOSITORY} gives it. Nothing is asked of GitHub yet.
   */
  public GitHubComments(GitHubAccess access, String repository, int number) {
    this(access, repository, number, Patience.USUAL);
  }

  GitHubComments(GitHubAccess access, String repository, int number, Patience patience) {
    this.access = access;
    this.repository = repository;
    this.number = number;
    this.patience = patience;
  }

  @Override
  public Commented put(StickyComment comment) {
    HttpClient client = Route.client(access);
    ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
    try {
      return inTime(thread.submit(() -> put(comment, client)));
    } finally {
      thread.shutdownNow();
      client.shutdownNow();
    }
  }

  private Commented put(StickyComment comment, HttpClient client) throws IOException {
    return new Conversation(gitHub(client), access.token()).put(repository, number, comment);
  }

  /** {@code withOAuthToken} would ask {@code /user}, which a job's token may not. */
  private GitHub gitHub(HttpClient client) throws IOException {
    return new GitHubBuilder()
        .withEndpoint(access.api().toString())
        .withAppInstallationToken(access.token())
        .withConnector(new Requests(new HttpClientGitHubConnector(client), patience))
        .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
        .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL)
        .build();
  }

  private Commented inTime(Future<Commented> comment) {
    try {
      return comment.get(patience.inAll().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Commented.Failed("GitHub took longer than " + patience.inAll().toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Commented.Failed("it was interrupted");
    } catch (ExecutionException e) {
      return failed(e);
    }
  }

  private Commented failed(ExecutionException failure) {
    return RefusedException.in(failure)
        .map(new RefusalWords(access.token())::of)
        .or(() -> untrusted(failure))
        .orElseGet(
            () -> new Commented.Failed("GitHub can't be reached or understood" + kind(failure)));
  }

  private static Optional<Commented.Failed> untrusted(Throwable failure) {
    return causes(failure)
        .filter(Trust.UntrustedException.class::isInstance)
        .map(Trust.UntrustedException.class::cast)
        .map(untrusted ->
            new Commented.Failed(
                "GitHub's certificate is not trusted. "
                    + untrusted.why()
                    + ". If it is your server, give its authority's certificate (PEM) as the input"
                    + " `ca-certificate`"))
        .findFirst();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }

  /** The innermost cause by its name only: messages of libraries may hold what must not be seen. */
  private static String kind(Throwable failure) {
    return causes(failure)
        .reduce((outer, inner) -> inner)
        .map(innermost -> " (" + innermost.getClass().getSimpleName() + ")")
        .orElse("");
  }
}
