package org.ignition.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.config.BranchPattern;
import org.ignition.config.Configuration;
import org.ignition.config.ImageSettings;
import org.ignition.config.ImageSource;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Platform;
import org.ignition.source.Dockerfile;
import org.ignition.source.MigrationFolder;

/**
 * Decides what `init` writes. What is there already stays as it is, and what is missing is made to
 * fit it.
 */
public final class InitPlanner {

  /** Where the workflow goes; the second place is for repositories that use the first otherwise. */
  public static final List<Path> WORKFLOWS =
      List.of(
          Path.of(".github/workflows/release.yml"),
          Path.of(".github/workflows/ignition-release.yml"));

  /** Where the workflow goes that checks migrations. */
  public static final Path CHECK = Path.of(".github/workflows/check-migrations.yml");

  /** What a workflow that uses the action holds. */
  private static final String OURS = "/ignition-release@";

  private final InitFacts facts;
  private final List<InitStep> steps = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private InitPlanner(InitFacts facts) {
    this.facts = facts;
  }

  /**
   * The plan for {@code facts}; without steps where everything is there.
   *
   * @throws InputException when the repository holds nothing that an image could be made from
   */
  public static Plan<InitStep> plan(InitFacts facts) {
    return new InitPlanner(facts).plan();
  }

  private Plan<InitStep> plan() {
    ImageSource source = source();
    configuration(source);
    workflow(source);
    check();
    return new Plan<>("init · " + told(source), steps, notes);
  }

  private ImageSource source() {
    return facts
        .configured()
        .map(ImageSettings::source)
        .or(this::firstBuildFile)
        .or(this::firstDockerfile)
        .orElseThrow(InitPlanner::nothingToBuild);
  }

  private Optional<ImageSource> firstBuildFile() {
    return facts.survey().buildFiles().stream().findFirst().map(ImageSource.BuildFile::new);
  }

  private Optional<ImageSource> firstDockerfile() {
    return dockerfile().map(_ -> new ImageSource.Archive(ConfigurationText.ARCHIVE));
  }

  private Optional<Dockerfile> dockerfile() {
    return facts.survey().dockerfiles().stream().findFirst();
  }

  private static InputException nothingToBuild() {
    return new InputException(
        Problem.of(
            ErrorCode.BUILD_FILE_NOT_FOUND,
            "There is neither a Dockerfile nor a build file here",
            "What `init` writes must build as it stands",
            "Add a Dockerfile, or a jib.yaml as in docs/build-file.md, and run it again"));
  }

  private String told(ImageSource source) {
    return switch (source) {
      case ImageSource.BuildFile(Path path) -> "the image is assembled from " + path;
      case ImageSource.Archive(Path path) ->
          dockerfile()
              .map(found -> "the image is built from " + found.file())
              .orElse("the image is in " + path);
    };
  }

  private void configuration(ImageSource source) {
    if (facts.configured().isPresent()) {
      left(Configuration.DEFAULT_FILE);
    } else {
      steps.add(
          new InitStep.WriteFile(
              Configuration.DEFAULT_FILE,
              new ConfigurationText(facts.survey(), source).text(),
              "it says what is built and where it goes; each key has its reason beside it"));
    }
  }

  private void workflow(ImageSource source) {
    Optional<Path> ours =
        WORKFLOWS.stream()
            .filter(path -> facts.workflows().getOrDefault(path, "").contains(OURS))
            .findFirst();
    Optional<Path> free =
        WORKFLOWS.stream().filter(path -> !facts.workflows().containsKey(path)).findFirst();
    if (ours.isPresent()) {
      left(ours.get());
    } else if (free.isPresent()) {
      text(source).ifPresent(text -> write(free.get(), text));
    } else {
      notes.add(
          "No workflow is written: "
              + WORKFLOWS.getFirst()
              + " and "
              + WORKFLOWS.getLast()
              + " are something else's; take the steps from workflows-templates");
    }
  }

  /** The first folder is the one that the configuration names. */
  private void check() {
    Optional<MigrationFolder> folder = facts.survey().migrations().stream().findFirst();
    if (folder.isEmpty()) {
      return;
    }
    if (facts.workflows().containsKey(CHECK)) {
      left(CHECK);
      return;
    }
    steps.add(
        new InitStep.WriteFile(
            CHECK,
            WorkflowText.checking(facts.templates().check(), folder.get().folder()),
            "it rehearses the migrations of every pull request, before they are merged"));
  }

  private void write(Path file, String text) {
    if (!file.equals(WORKFLOWS.getFirst())) {
      notes.add(WORKFLOWS.getFirst() + " is something else's and was left as it is");
    }
    steps.add(
        new InitStep.WriteFile(
            file, text, "it builds every push, release tag and pull request, once per commit"));
  }

  private Optional<String> text(ImageSource source) {
    return switch (source) {
      case ImageSource.BuildFile _ ->
          Optional.of(WorkflowText.assembling(facts.templates().buildFile(), branches()));
      case ImageSource.Archive(Path archive) -> building(archive);
    };
  }

  private Optional<String> building(Path archive) {
    Optional<String> text =
        dockerfile()
            .map(dockerfile ->
                WorkflowText.building(
                    facts.templates().dockerfile(), branches(), dockerfile, archive, platform()));
    if (text.isEmpty()) {
      notes.add(
          "No workflow is written: no Dockerfile tells what makes "
              + archive
              + "; take the last step of workflows-templates/release-dockerfile.yml");
    }
    return text;
  }

  private List<String> branches() {
    return facts
        .configured()
        .map(ImageSettings::releaseBranches)
        .filter(patterns -> !patterns.isEmpty())
        .map(patterns -> patterns.stream().map(BranchPattern::glob).toList())
        .orElseGet(() -> List.of(mainBranch()));
  }

  private Platform platform() {
    return facts.configured().orElse(ImageSettings.DEFAULTS).platform();
  }

  private String mainBranch() {
    return facts
        .configured()
        .flatMap(ImageSettings::mainBranch)
        .orElseGet(facts.survey()::mainBranch);
  }

  private void left(Path file) {
    notes.add(file + " is there already and was left as it is");
  }
}
