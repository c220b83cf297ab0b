package org.ignition.flow.init;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.config.Configuration;
import org.ignition.config.ImageSettings;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.image.jib.BuildFileReader;
import org.ignition.plan.InitFacts;
import org.ignition.plan.InitPlanner;
import org.ignition.resource.ResourceText;
import org.ignition.source.EventFile;
import org.ignition.source.RunnerFacts;
import org.ignition.source.Survey;
import org.ignition.source.SurveyReader;

/** Reads what `init` must know before it plans; a mistake in what is there is found here. */
record InitFactsReader(Path root, Map<String, String> environment) {

  InitFacts read() {
    Optional<ImageSettings> configured = configured();
    Survey survey = SurveyReader.read(root, RunnerFacts.of(environment, EventFile.ON_DISK));
    if (configured.isEmpty()) {
      requireBuildable(survey);
    }
    return new InitFacts(
        survey,
        configured,
        workflows(),
        new InitFacts.Templates(
            template("release.yml"),
            template("release-dockerfile.yml"),
            template("check-migrations.yml")));
  }

  private Optional<ImageSettings> configured() {
    Configuration configuration = Configuration.read(root, Optional.empty());
    return exists(Configuration.DEFAULT_FILE)
        ? Optional.of(configuration.image())
        : Optional.empty();
  }

  /** The first build file is the one that the plan takes. */
  private void requireBuildable(Survey survey) {
    survey.buildFiles().stream()
        .findFirst()
        .ifPresent(file -> BuildFileReader.read(root.resolve(file), file, Map.of()));
  }

  private Map<Path, String> workflows() {
    Map<Path, String> workflows = new LinkedHashMap<>();
    Stream.concat(InitPlanner.WORKFLOWS.stream(), Stream.of(InitPlanner.CHECK))
        .filter(this::exists)
        .forEach(file -> workflows.put(file, text(file)));
    return workflows;
  }

  /** A link that leads nowhere is something as well. */
  private boolean exists(Path file) {
    return Files.exists(root.resolve(file), LinkOption.NOFOLLOW_LINKS);
  }

  /** Empty for what is no file; whatever it is, it stays. */
  private String text(Path file) {
    try {
      return Files.isRegularFile(root.resolve(file))
          ? new String(Files.readAllBytes(root.resolve(file)), StandardCharsets.UTF_8)
          : "";
    } catch (IOException e) {
      throw new InputException(
          Problem.of(
                  ErrorCode.CONFIG_NOT_FOUND,
                  "The workflow cannot be read",
                  "It decides whether another one is needed",
                  "Check the file's permissions")
              .at(SourceLocation.of(file)),
          e);
    }
  }

  private static String template(String name) {
    return ResourceText.of(InitFactsReader.class, "/workflows-templates/" + name);
  }
}
