package org.ignition.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.image.ImageName;
import org.ignition.image.Platform;
import org.ignition.json.Fields;

/** Reads the section {@code image}. */
final class ImageSection {

  private static final String NAME = "image";
  private static final String VARIABLE = "env:";

  private final Fields fields;

  private ImageSection(Fields fields) {
    this.fields = fields;
  }

  static ImageSettings read(Fields fields) {
    ImageSettings settings = new ImageSection(fields).settings();
    fields.rejectUnknown();
    return settings;
  }

  private ImageSettings settings() {
    return new ImageSettings(
        imageName("canonical"),
        staging(),
        entry("main-branch").map(this::mainBranch),
        releaseBranches(),
        source(),
        entry("platform").map(e -> e.as(Platform::parse)).orElse(Platform.LINUX_AMD64),
        new ImageDescription(line("title"), line("url"), line("licenses"), line("description")),
        fields.textMap("parameters"),
        fields.fields("tags").map(ImageSection::tags).orElse(TagSettings.DEFAULTS),
        allowedSecrets());
  }

  private Optional<ImageName> imageName(String key) {
    return entry(key).map(e -> e.as(ImageName::parse));
  }

  private Optional<ImageName> staging() {
    Optional<ImageName> staging = imageName("staging");
    if (staging.isPresent() && staging.equals(imageName("canonical"))) {
      throw fields.invalid(
          "staging",
          "is the canonical repository",
          "Name another repository: what is not on a release branch must not get there");
    }
    return staging;
  }

  private String mainBranch(Entry entry) {
    if (!entry.as(BranchPattern::new).literal()) {
      throw entry.invalid(
          "must name one branch", "Name the branch; patterns belong in `release-branches`");
    }
    return entry.text();
  }

  private List<BranchPattern> releaseBranches() {
    List<BranchPattern> patterns =
        Entry.listOf(fields, NAME, "release-branches").stream()
            .map(e -> e.as(BranchPattern::new))
            .toList();
    if (patterns.isEmpty() && fields.node("release-branches").isPresent()) {
      throw fields.invalid(
          "release-branches", "is empty", "List the branches, or remove the key for the default");
    }
    return patterns;
  }

  private ImageSource source() {
    Optional<ImageSource> archive = entry("archive").map(e -> new ImageSource.Archive(e.path()));
    Optional<ImageSource> buildFile =
        entry("build-file").map(e -> new ImageSource.BuildFile(e.path()));
    if (archive.isPresent() && buildFile.isPresent()) {
      throw fields.invalid(
          "archive", "cannot stand beside build-file", "Keep the one that the image is made from");
    }
    return archive.or(() -> buildFile).orElse(ImageSettings.DEFAULTS.source());
  }

  private static TagSettings tags(Fields fields) {
    TagSettings tags =
        new TagSettings(
            fields.bool("branch").orElse(TagSettings.DEFAULTS.branch()),
            fields.bool("series").orElse(TagSettings.DEFAULTS.series()));
    fields.rejectUnknown();
    return tags;
  }

  private AllowedSecrets allowedSecrets() {
    List<String> paths = new ArrayList<>();
    List<String> variables = new ArrayList<>();
    for (Entry entry : Entry.listOf(fields, NAME, "allow-secrets")) {
      String text = entry.line();
      if (text.startsWith(VARIABLE)) {
        variables.add(variable(entry, text.substring(VARIABLE.length())));
      } else {
        paths.add(text);
      }
    }
    return new AllowedSecrets(paths, variables);
  }

  private static String variable(Entry entry, String name) {
    if (name.isEmpty() || name.contains("=")) {
      throw entry.invalid("names no variable", "Write env:NAME, without the value");
    }
    return name;
  }

  private Optional<String> line(String key) {
    return entry(key).map(Entry::line);
  }

  private Optional<Entry> entry(String key) {
    return Entry.of(fields, NAME, key);
  }
}
