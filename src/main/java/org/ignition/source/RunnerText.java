package org.ignition.source;

import java.util.Optional;
import java.util.regex.Pattern;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;

/** What the runner's texts mean; they end in labels and metadata, so their form is checked. */
final class RunnerText {

  private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.\\[\\]@ -]{0,100}");
  private static final String GITHUB = "https://github.com";

  private RunnerText() {}

  /** The repository that the workflow runs in. */
  static Optional<SourceRepository> repository(RunnerFacts runner) {
    if (runner.repository().isEmpty()) {
      return Optional.empty();
    }
    String path = checked("GITHUB_REPOSITORY", runner.repository(), REPOSITORY);
    String server = runner.serverUrl().isEmpty() ? GITHUB : runner.serverUrl();
    return Optional.of(
        SourceRepository.ofRemote(server + "/" + path)
            .orElseThrow(() -> invalid("GITHUB_SERVER_URL", server)));
  }

  /** The workflow run. */
  static Optional<WorkflowRun> run(RunnerFacts runner) {
    if (!runner.present()) {
      return Optional.empty();
    }
    return Optional.of(
        new WorkflowRun(
            url(runner),
            checked("GITHUB_ACTOR", runner.actor(), NAME),
            checked("GITHUB_EVENT_NAME", runner.eventName(), NAME)));
  }

  private static String url(RunnerFacts runner) {
    Optional<SourceRepository> repository = repository(runner);
    if (repository.isEmpty() || runner.runId().isEmpty()) {
      return "";
    }
    String run =
        repository.orElseThrow().url()
            + "/actions/runs/"
            + checked("GITHUB_RUN_ID", runner.runId(), NUMBER);
    return runner.runAttempt().isEmpty()
        ? run
        : run + "/attempts/" + checked("GITHUB_RUN_ATTEMPT", runner.runAttempt(), NUMBER);
  }

  private static String checked(String name, String value, Pattern form) {
    if (!form.matcher(value).matches()) {
      throw invalid(name, value);
    }
    return value;
  }

  private static InputException invalid(String name, String value) {
    return new InputException(
        Problem.of(
            ErrorCode.SOURCE_EVENT_INVALID,
            name + " is not of its form: " + Quoted.of(value),
            "It goes into the image's labels and metadata",
            "Leave the variable as the runner sets it"));
  }
}
