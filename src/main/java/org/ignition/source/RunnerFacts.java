package org.ignition.source;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;

/**
 * What the runner says about the run, as it says it (GitHub documentation, "Variables reference",
 * default environment variables). Texts that are not there are empty.
 *
 * @param sha {@code GITHUB_SHA}: the commit that triggered the run; on pull requests the merge
 *     commit
 * @param ref {@code GITHUB_REF}, such as {@code refs/heads/main}
 * @param eventName {@code GITHUB_EVENT_NAME}
 * @param event the payload, JSON
 * @param repository {@code GITHUB_REPOSITORY}, {@code owner/name}
 * @param serverUrl {@code GITHUB_SERVER_URL}
 * @param runId {@code GITHUB_RUN_ID}
 * @param runAttempt {@code GITHUB_RUN_ATTEMPT}
 * @param actor {@code GITHUB_ACTOR}
 * @param workspace {@code GITHUB_WORKSPACE}
 */
public record RunnerFacts(
    String sha,
    String ref,
    String eventName,
    Optional<String> event,
    String repository,
    String serverUrl,
    String runId,
    String runAttempt,
    String actor,
    Optional<Path> workspace) {

  /** A terminal: nothing is said. */
  public static final RunnerFacts NONE =
      new RunnerFacts("", "", "", Optional.empty(), "", "", "", "", "", Optional.empty());

  /**
   * What {@code environment} says; {@link #NONE} where it is not a runner's.
   *
   * @throws InputException when the event payload cannot be read
   */
  public static RunnerFacts of(Map<String, String> environment, EventFile events) {
    if (!environment.containsKey("GITHUB_SHA")) {
      return NONE;
    }
    return new RunnerFacts(
        text(environment, "GITHUB_SHA"),
        text(environment, "GITHUB_REF"),
        text(environment, "GITHUB_EVENT_NAME"),
        path(environment, "GITHUB_EVENT_PATH").map(events::read),
        text(environment, "GITHUB_REPOSITORY"),
        text(environment, "GITHUB_SERVER_URL"),
        text(environment, "GITHUB_RUN_ID"),
        text(environment, "GITHUB_RUN_ATTEMPT"),
        text(environment, "GITHUB_ACTOR"),
        path(environment, "GITHUB_WORKSPACE"));
  }

  /**
   * The workflow run; empty on a terminal.
   *
   * @throws InputException when what the runner says of it has not the form that it documents
   */
  public Optional<WorkflowRun> run() {
    return RunnerText.run(this);
  }

  /** Whether a runner says anything at all. */
  public boolean present() {
    return !sha.isEmpty();
  }

  /**
   * The number of the pull request that the event is about.
   *
   * @throws InputException when the payload cannot be understood
   */
  public Optional<Integer> pullRequestNumber() {
    return event
        .map(Event::parse)
        .flatMap(Event::pullRequest)
        .map(Event.PullRequest::number)
        .filter(number -> number > 0)
        .map(Math::toIntExact);
  }

  /** Whether a pull request triggered the run. */
  boolean pullRequest() {
    return eventName.startsWith("pull_request");
  }

  private static String text(Map<String, String> environment, String name) {
    return environment.getOrDefault(name, "");
  }

  private static Optional<Path> path(Map<String, String> environment, String name) {
    return Optional.of(text(environment, name))
        .filter(text -> !text.isEmpty())
        .map(text -> path(name, text));
  }

  private static Path path(String name, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new InputException(
          Problem.of(
              ErrorCode.SOURCE_EVENT_INVALID,
              "The environment variable " + name + " holds no path",
              "It says what was pushed, and where",
              "Leave the variables of the runner as they are, and set LANG=C.UTF-8"),
          e);
    }
  }
}
