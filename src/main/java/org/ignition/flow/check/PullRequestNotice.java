package org.ignition.flow.check;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.github.GitHubAccess;
import org.ignition.github.GitHubComments;
import org.ignition.log.Log;
import org.ignition.migration.report.CheckReport;
import org.ignition.migration.report.Commented;
import org.ignition.migration.report.StickyComment;
import org.ignition.registry.Proxies;
import org.ignition.source.RunnerFacts;

/** Tells a pull request what was found, where the job hands us a token. */
final class PullRequestNotice {

  private static final String TOKEN = "GITHUB_TOKEN";

  private final GitHubComments comments;
  private final Log log;

  private PullRequestNotice(GitHubComments comments, Log log) {
    this.comments = comments;
    this.log = log;
  }

  /**
   * Empty where nobody is to be told: no pull request, or no token.
   *
   * @param authorities that are trusted besides the usual ones
   */
  static Optional<PullRequestNotice> of(
      RunnerFacts facts,
      Map<String, String> environment,
      List<X509Certificate> authorities,
      Log log) {
    String token = environment.getOrDefault(TOKEN, "").strip();
    if (token.isEmpty() || facts.repository().isEmpty()) {
      return Optional.empty();
    }
    String api = environment.getOrDefault("GITHUB_API_URL", GitHubAccess.PUBLIC_API);
    return facts
        .pullRequestNumber()
        .map(number ->
            new GitHubComments(
                GitHubAccess.of(api, token, Proxies.of(environment), authorities),
                facts.repository(),
                number))
        .map(comments -> new PullRequestNotice(comments, log));
  }

  void put(CheckReport report) {
    Commented commented = comments.put(StickyComment.of(report));
    switch (commented) {
      case Commented.Added _, Commented.Updated _, Commented.Unneeded _ ->
          log.line(commented.sentence());
      case Commented.Declined _, Commented.ReadOnly _, Commented.Failed _ ->
          log.warn(commented.sentence());
    }
  }
}
