package org.ignition.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ignition.config.ImageSettings;
import org.ignition.config.ImageSource;
import org.ignition.image.ImageName;
import org.ignition.image.ReleaseVersion;
import org.ignition.source.Dockerfile;
import org.ignition.source.MigrationFolder;
import org.ignition.source.SourceRepository;
import org.ignition.source.Survey;
import org.ignition.source.VersionReading;

/** The text of a first {@code ignition.yml}, with the reason for each choice above it. */
final class ConfigurationText {

  /** What a Dockerfile's image is written to between two steps of the workflow. */
  static final Path ARCHIVE = Path.of("image.tar");

  private final Survey survey;
  private final ImageSource source;
  private final List<String> lines = new ArrayList<>();

  ConfigurationText(Survey survey, ImageSource source) {
    this.survey = survey;
    this.source = source;
  }

  String text() {
    comment("How this repository is released: written by `ignition init`, yours to change.");
    comment("All keys are in docs/configuration.md of ignition-release.");
    image();
    version();
    migrations();
    compose();
    return String.join("\n", lines) + "\n";
  }

  // --- image

  private void image() {
    section("image");
    names();
    remark("The branch that releases come from. If there are more, list them here and in the");
    remark("workflow: release-branches: [" + YamlText.of(survey.mainBranch()) + ", release/*]");
    key("main-branch", YamlText.of(survey.mainBranch()));
    switch (source) {
      case ImageSource.BuildFile(Path path) -> buildFile(path);
      case ImageSource.Archive(Path path) -> archive(path);
    }
  }

  private void names() {
    Optional<ImageName> canonical = name(RepositoryType.CANONICAL);
    if (canonical.isEmpty()) {
      unnamed();
      return;
    }
    remark(
        "Commits of the main branch, and v* tags on it, go here: GitHub's registry, by the name");
    remark("of the repository (" + survey.origin().map(SourceRepository::url).orElseThrow() + ").");
    key("canonical", canonical.get().toString());
    remark("Everything else goes here, such as pull requests: production never looks there.");
    key("staging", name(RepositoryType.STAGING).orElseThrow().toString());
  }

  private Optional<ImageName> name(RepositoryType type) {
    return RepositoryMapping.nameOf(type, survey.origin(), ImageSettings.DEFAULTS);
  }

  private void unnamed() {
    remark(
        "Where images go: no remote on github.com says it. On GitHub it is ghcr.io/<owner>/<repo>");
    remark("if nothing stands here; elsewhere they stay in .ignition/registry until it does:");
    remark("canonical: registry.example/acme/shop");
  }

  private void buildFile(Path path) {
    remark("Assembled from this build file, which was found here, without a Docker daemon.");
    survey.dockerfiles().stream()
        .findFirst()
        .ifPresent(dockerfile ->
            remark(dockerfile.file() + " is not used; to use it: archive: " + ARCHIVE));
    others(survey.buildFiles());
    key("build-file", YamlText.of(path.toString()));
  }

  private void archive(Path path) {
    Path dockerfile = survey.dockerfiles().getFirst().file();
    remark(
        "The workflow builds " + dockerfile + " into this archive, which is pushed byte for byte.");
    remark("Name it in .gitignore and .dockerignore if you build on your own machine too.");
    others(survey.dockerfiles().stream().map(Dockerfile::file).toList());
    key("archive", YamlText.of(path.toString()));
  }

  /** One image is released; the first of {@code found} is the one. */
  private void others(List<Path> found) {
    if (found.size() > 1) {
      remark("Also found, and not used: " + listed(found.subList(1, found.size())));
    }
  }

  // --- version

  private void version() {
    section("version");
    List<ReleaseVersion> said =
        survey.versions().stream().map(VersionReading::version).distinct().toList();
    switch (said.size()) {
      case 0 -> ofCommit();
      case 1 -> ofFiles(said.getFirst());
      default -> disagreeing();
    }
    versionFile();
  }

  private void ofFiles(ReleaseVersion version) {
    List<Path> files = survey.versions().stream().map(r -> r.at().file()).distinct().toList();
    remark("Read from here, where it is " + version + " now. A release tag must say the same.");
    key("from", "files");
    key(
        "sources",
        "["
            + files.stream().map(f -> YamlText.of(f.toString())).collect(Collectors.joining(", "))
            + "]");
  }

  private void ofCommit() {
    remark("The commit, since no file says a version; a v* tag gives the image one more name.");
    if (!survey.versionless().isEmpty()) {
      remark("No version could be read from: " + listed(survey.versionless()));
    }
    key("from", "commit");
  }

  private void disagreeing() {
    remark(
        "The commit, since files do not agree. Once they do, take: from: files, and sources: [...]");
    survey
        .versions()
        .forEach(reading -> remark("  " + reading.at().file() + " says " + reading.version()));
    key("from", "commit");
  }

  /** A build file's image gets the file from us; a Dockerfile has to write it. */
  private void versionFile() {
    if (source instanceof ImageSource.Archive) {
      Optional<String> file = survey.dockerfiles().getFirst().versionFile();
      if (file.isPresent()) {
        remark(
            "The Dockerfile writes the version here, where `build` compares it with the commit's.");
      } else {
        remark(
            "The Dockerfile writes its version nowhere that could be told. To have it compared with");
        remark("the commit's, add to the last stage: ARG VERSION");
        remark("and: RUN echo \"$VERSION\" > /app/VERSION, and write here: /app/VERSION");
      }
      key("file", file.map(YamlText::of).orElse("none"));
    }
  }

  // --- what other commands read

  private void migrations() {
    if (survey.migrations().isEmpty()) {
      return;
    }
    MigrationFolder folder = survey.migrations().getFirst();
    lines.add("");
    comment(
        "Files of SQL were found: "
            + folder.files()
            + ", "
            + folder.layout()
            + ". `check-migrations` rehearses them.");
    if (survey.migrations().size() > 1) {
      List<Path> all = survey.migrations().stream().map(MigrationFolder::folder).toList();
      comment("Also found: " + listed(all.subList(1, all.size())));
    }
    lines.add("migrations:");
    key("directory", YamlText.of(folder.folder().toString()));
    key("layout", "auto");
  }

  private void compose() {
    if (!survey.composeFiles().isEmpty()) {
      lines.add("");
      comment(
          "Found "
              + listed(survey.composeFiles())
              + ": let it name the image by digest, which `build`");
      comment("prints, and never by a tag.");
    }
  }

  // --- lines

  private void section(String name) {
    lines.add("");
    lines.add(name + ":");
  }

  private void key(String key, String value) {
    lines.add("  " + key + ": " + value);
  }

  private void remark(String text) {
    lines.add("  # " + text);
  }

  private void comment(String text) {
    lines.add("# " + text);
  }

  private static String listed(List<Path> paths) {
    return String.join(", ", paths.stream().map(Path::toString).toList());
  }
}
