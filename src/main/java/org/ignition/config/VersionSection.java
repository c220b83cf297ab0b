package org.ignition.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.ignition.json.Fields;
import org.ignition.json.Node;

/** Reads the section {@code version}. */
final class VersionSection {

  private static final String NAME = "version";
  private static final String OFF = "none";

  private final Fields fields;

  private VersionSection(Fields fields) {
    this.fields = fields;
  }

  static VersionSettings read(Fields fields) {
    VersionSettings settings = new VersionSection(fields).settings();
    fields.rejectUnknown();
    return settings;
  }

  private VersionSettings settings() {
    List<VersionSource> sources = sources();
    return new VersionSettings(from(sources), sources, file());
  }

  private VersionOrigin from(List<VersionSource> sources) {
    VersionOrigin from =
        Entry.of(fields, NAME, "from")
            .map(VersionSection::origin)
            .orElse(sources.isEmpty() ? VersionOrigin.COMMIT : VersionOrigin.FILES);
    if (from == VersionOrigin.FILES && sources.isEmpty()) {
      throw fields.invalid(
          "from", "files needs files to read", "Add `sources:`, such as [package.json]");
    }
    return from;
  }

  private static VersionOrigin origin(Entry entry) {
    return Arrays.stream(VersionOrigin.values())
        .filter(origin -> origin.wireName().equals(entry.text()))
        .findFirst()
        .orElseThrow(() -> entry.invalid("is not known", "Use files, tag or commit"));
  }

  private List<VersionSource> sources() {
    List<VersionSource> sources = new ArrayList<>();
    List<Node> items = fields.items("sources");
    for (int i = 0; i < items.size(); i++) {
      sources.add(source(items.get(i), NAME + ".sources[" + i + "]"));
    }
    return sources;
  }

  private static VersionSource source(Node item, String name) {
    return switch (item) {
      case Node.Mapping mapping -> match(Fields.of(mapping, Entry.KIND, name), name);
      case Node.Scalar scalar -> manifest(new Entry(name, scalar.text(), scalar.at()));
      case Node.Sequence list ->
          throw new Entry(name, "", list.at())
              .invalid("must be a path or {file, pattern}, not a list", "Take the brackets away");
    };
  }

  private static VersionSource manifest(Entry entry) {
    Path file = inside(entry);
    return ManifestFormat.of(file)
        .map(format -> new VersionSource.Manifest(file, format, entry.at()))
        .orElseThrow(() ->
            entry.invalid(
                "is none of the files whose format is known (" + knownFiles() + ")",
                "Write {file: " + file + ", pattern: 'version = \"([^\"]+)\"'}"));
  }

  private static String knownFiles() {
    return Arrays.stream(ManifestFormat.values())
        .map(ManifestFormat::fileName)
        .collect(Collectors.joining(", "));
  }

  private static VersionSource match(Fields source, String name) {
    source.requiredText("file");
    source.requiredText("pattern");
    Entry file = Entry.of(source, name, "file").orElseThrow();
    Entry pattern = Entry.of(source, name, "pattern").orElseThrow();
    source.rejectUnknown();
    return new VersionSource.Match(inside(file), compiled(pattern), file.at());
  }

  private static Path inside(Entry entry) {
    Path path = entry.path().normalize();
    if (path.isAbsolute() || path.startsWith("..")) {
      throw entry.invalid("is outside the workspace", "Name a file of the commit");
    }
    return path;
  }

  private static Pattern compiled(Entry entry) {
    try {
      Pattern pattern = Pattern.compile(entry.text(), Pattern.MULTILINE);
      if (pattern.matcher("").groupCount() == 1) {
        return pattern;
      }
    } catch (PatternSyntaxException e) {
      throw entry.invalid(
          "is not a regular expression: " + e.getDescription(), "Use java.util.regex syntax");
    }
    throw entry.invalid(
        "must have exactly one group, which is the version", "Write others as (?:…)");
  }

  private Optional<String> file() {
    Optional<Entry> entry = Entry.of(fields, NAME, "file");
    if (entry.isEmpty()) {
      return VersionSettings.DEFAULTS.file();
    }
    return entry.filter(e -> !e.text().equals(OFF)).map(VersionSection::absolute);
  }

  private static String absolute(Entry entry) {
    Path path = entry.path();
    if (!path.isAbsolute() || !path.equals(path.normalize()) || path.getNameCount() == 0) {
      throw entry.invalid("must be an absolute path in the image", "Write /app/VERSION, or none");
    }
    return path.toString();
  }
}
