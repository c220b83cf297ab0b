package org.ignition.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.ignition.config.ManifestFormat;
import org.ignition.config.VersionSource;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;

/** Looks around in a repository. Reads only. */
public final class SurveyReader {

  private static final Pattern BUILD_FILE = Pattern.compile("jib(?:[.-].+)?\\.ya?ml");
  private static final Pattern DOCKERFILE =
      Pattern.compile("(?:Dockerfile|Containerfile)(?:\\..+)?|.+\\.Dockerfile");
  private static final Pattern COMPOSE_FILE = Pattern.compile("(?:docker-)?compose\\.ya?ml");
  private static final String USUAL_MAIN_BRANCH = "main";

  /** Far above any real Dockerfile; keeps anything else of that name from filling the memory. */
  private static final int LARGEST = 1 << 20;

  private final Path root;
  private final List<Path> files;

  private SurveyReader(Path root, List<Path> files) {
    this.root = root;
    this.files = files.stream().sorted(nearestFirst()).toList();
  }

  /**
   * Looks around in the repository whose root is {@code workspace}.
   *
   * @param runner what the runner says, where there is one
   * @throws InputException when it is no repository's root, or cannot be read
   */
  public static Survey read(Path workspace, RunnerFacts runner) {
    Event event = runner.event().map(Event::parse).orElse(Event.NONE);
    try (Checkout checkout = Checkout.open(workspace).orElseThrow(() -> noRepository(workspace))) {
      Path root = requireRoot(checkout, workspace);
      SurveyReader reader = new SurveyReader(root, checkout.files());
      return reader.survey(checkout, runner, event);
    } catch (UncheckedIOException e) {
      throw new InputException(
          problem(workspace, "A file of the repository cannot be read", "Check its permissions"),
          e);
    }
  }

  private Survey survey(Checkout checkout, RunnerFacts runner, Event event) {
    List<VersionReading> versions = new ArrayList<>();
    List<Path> versionless = new ArrayList<>();
    nearest(ManifestFormat::isOne).forEach(file -> readVersion(file, versions, versionless));
    return new Survey(
        RunnerText.repository(runner).or(checkout::origin),
        event.defaultBranch().or(checkout::likelyMainBranch).orElse(USUAL_MAIN_BRANCH),
        named(BUILD_FILE),
        named(DOCKERFILE).stream().map(this::dockerfile).toList(),
        versions,
        versionless,
        MigrationFolder.among(files),
        named(COMPOSE_FILE));
  }

  private void readVersion(Path file, List<VersionReading> versions, List<Path> versionless) {
    VersionSource source =
        new VersionSource.Manifest(
            file, ManifestFormat.of(file).orElseThrow(), SourceLocation.of(file));
    try {
      versions.addAll(new VersionReader(root).read(List.of(source)));
    } catch (InputException _) {
      versionless.add(file);
    }
  }

  private Dockerfile dockerfile(Path file) {
    return Dockerfile.parse(file, text(file), source -> Files.exists(root.resolve(source)));
  }

  /** Whatever the bytes are: a Dockerfile is only searched, and Docker is the judge of it. */
  private String text(Path file) {
    try (InputStream in = Files.newInputStream(root.resolve(file))) {
      return new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> named(Pattern name) {
    return files.stream().filter(file -> name.matcher(nameOf(file)).matches()).toList();
  }

  /** Those at the smallest depth at which there are any. */
  private List<Path> nearest(Predicate<Path> wanted) {
    List<Path> found = files.stream().filter(wanted).toList();
    return found.stream()
        .filter(file -> file.getNameCount() == found.getFirst().getNameCount())
        .toList();
  }

  /** A name without a suffix before one with: {@code Dockerfile} before {@code Dockerfile.dev}. */
  private static Comparator<Path> nearestFirst() {
    return Comparator.comparingInt(Path::getNameCount)
        .thenComparingInt(file -> nameOf(file).length())
        .thenComparing(Comparator.naturalOrder());
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static Path requireRoot(Checkout checkout, Path workspace) {
    Path root = checkout.root();
    if (!Files.exists(workspace) || !isSame(root, workspace)) {
      throw new InputException(
          problem(
              workspace,
              "This folder is inside a git repository, but is not its root",
              "Run it again in " + root));
    }
    return root;
  }

  private static boolean isSame(Path root, Path workspace) {
    try {
      return Files.isSameFile(root, workspace);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputException noRepository(Path workspace) {
    return new InputException(
        problem(
            workspace, "There is no git repository here", "Run `git init` first, or go to yours"));
  }

  private static Problem problem(Path workspace, String what, String advice) {
    return Problem.of(
            ErrorCode.SOURCE_NOT_A_REPOSITORY, what, "An image is named by its commit", advice)
        .at(SourceLocation.of(workspace));
  }
}
