package org.ignition.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.json.Documents;
import org.ignition.json.Fields;
import org.ignition.json.Node;

/** Turns the text of {@code ignition.yml} into a {@link Configuration}. */
public final class ConfigurationReader {

  /**
   * Sections that belong to commands which are not here; they are legal, and neither read nor
   * checked, so that one file serves every version of the tool.
   */
  public static final List<String> OTHER_SECTIONS = List.of("signing");

  private ConfigurationReader() {}

  /**
   * Reads {@code text}.
   *
   * @param name what errors call the file
   * @throws InputException when it is empty, not YAML, or holds an unknown key or a wrong value;
   *     the error names line and column
   */
  public static Configuration read(String text, Path name) {
    if (text.lines().map(String::strip).allMatch(l -> l.isEmpty() || l.startsWith("#"))) {
      throw empty(name);
    }
    return read(Fields.of(Documents.yaml(text, name, Entry.KIND), Entry.KIND, ""));
  }

  private static Configuration read(Fields document) {
    Configuration configuration =
        new Configuration(
            document.fields("image").map(ImageSection::read).orElse(ImageSettings.DEFAULTS),
            document.fields("version").map(VersionSection::read).orElse(VersionSettings.DEFAULTS),
            document
                .fields("registry")
                .map(RegistrySection::read)
                .orElse(RegistrySettings.DEFAULTS),
            document
                .fields("migrations")
                .map(MigrationSection::read)
                .orElse(MigrationSettings.DEFAULTS),
            document.fields("schema").map(SchemaSection::read).orElse(SchemaSettings.DEFAULTS),
            CompatibilitySection.read(document),
            document.fields("backup").map(BackupSection::read).orElse(BackupSettings.DEFAULTS),
            EnvironmentSection.readAll(document),
            otherSections(document));
    document.rejectUnknown();
    return configuration;
  }

  private static Map<String, Node> otherSections(Fields document) {
    Map<String, Node> sections = new LinkedHashMap<>();
    OTHER_SECTIONS.forEach(key -> document.node(key).ifPresent(node -> sections.put(key, node)));
    return sections;
  }

  private static InputException empty(Path name) {
    return new InputException(
        Problem.of(
                ErrorCode.CONFIG_NOT_FOUND,
                "The configuration file is empty",
                "An empty file is more often a lost one than a wish for defaults",
                "Write at least `image:` with `canonical:`, or remove the file to run on defaults")
            .at(SourceLocation.of(name)));
  }
}
