package org.ignition.source;

import java.util.HashMap;
import java.util.Map;
import org.ignition.image.CommitSha;

/** What a runner says, for tests. */
final class Runs {

  private Runs() {}

  static RunnerFacts push(CommitSha sha, String ref) {
    return push(sha, ref, "{\"repository\":{\"default_branch\":\"main\"}}");
  }

  static RunnerFacts push(CommitSha sha, String ref, String payload) {
    return RunnerFacts.of(environment("push", sha.hex(), ref), _ -> payload);
  }

  static RunnerFacts pullRequest(CommitSha merge, CommitSha head) {
    return RunnerFacts.of(
        environment("pull_request", merge.hex(), "refs/pull/12/merge"),
        _ ->
            "{\"number\":12,\"pull_request\":{\"number\":12,\"head\":{\"sha\":\""
                + head
                + "\"}},\"repository\":{\"default_branch\":\"main\"}}");
  }

  static Map<String, String> environment(String event, String sha, String ref) {
    Map<String, String> environment = new HashMap<>();
    environment.put("GITHUB_SHA", sha);
    environment.put("GITHUB_REF", ref);
    environment.put("GITHUB_EVENT_NAME", event);
    environment.put("GITHUB_EVENT_PATH", "/github/workflow/event.json");
    environment.put("GITHUB_REPOSITORY", "Acme/Shop");
    environment.put("GITHUB_SERVER_URL", "https://github.com");
    environment.put("GITHUB_RUN_ID", "77");
    environment.put("GITHUB_RUN_ATTEMPT", "2");
    environment.put("GITHUB_ACTOR", "dependabot[bot]");
    environment.put("GITHUB_WORKSPACE", "/github/workspace");
    return environment;
  }
}
