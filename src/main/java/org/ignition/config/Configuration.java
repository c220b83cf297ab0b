package org.ignition.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;
import org.ignition.json.Nearest;
import org.ignition.json.Node;

/**
 * What {@code ignition.yml} says. One file serves every command: sections that only other commands
 * read are kept as they stand.
 *
 * @param image what is built and where it goes
 * @param version where the version comes from
 * @param registry how registries are reached
 * @param migrations how the database's migrations are checked
 * @param schema what the release says of the schema versions that it runs on
 * @param compatibility which of them older releases run on
 * @param backup where backups go
 * @param environments by name, in the file's order
 * @param otherSections the unread sections, by name, in the file's order; see {@link
 *     ConfigurationReader#OTHER_SECTIONS}
 */
public record Configuration(
    ImageSettings image,
    VersionSettings version,
    RegistrySettings registry,
    MigrationSettings migrations,
    SchemaSettings schema,
    CompatibilitySettings compatibility,
    BackupSettings backup,
    Map<String, EnvironmentSettings> environments,
    Map<String, Node> otherSections) {

  /** The file that is read when none is named. */
  public static final Path DEFAULT_FILE = Path.of("ignition.yml");

  /** What holds where there is no file. */
  public static final Configuration DEFAULTS =
      new Configuration(
          ImageSettings.DEFAULTS,
          VersionSettings.DEFAULTS,
          RegistrySettings.DEFAULTS,
          MigrationSettings.DEFAULTS,
          SchemaSettings.DEFAULTS,
          CompatibilitySettings.DEFAULTS,
          BackupSettings.DEFAULTS,
          Map.of(),
          Map.of());

  /** Copies the sections, keeping their order. */
  public Configuration {
    environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
    otherSections = Collections.unmodifiableMap(new LinkedHashMap<>(otherSections));
  }

  /**
   * The environment that a user calls {@code name}.
   *
   * @throws InputException when there is none of that name
   */
  public EnvironmentSettings environment(String name) {
    EnvironmentSettings settings = environments.get(name);
    if (settings == null) {
      throw new InputException(
          Problem.of(
              ErrorCode.INPUT_INVALID,
              "There is no environment " + Quoted.of(name) + " in the configuration",
              "",
              advice(name)));
    }
    return settings;
  }

  private String advice(String name) {
    return environments.isEmpty()
        ? "Add it to ignition.yml, below `environments:`"
        : Nearest.to(name, environments.keySet())
            .map(near -> "Did you mean `" + near + "`?")
            .orElseGet(() -> "Name one of " + String.join(", ", environments.keySet()));
  }

  /**
   * Reads the configuration of a workspace.
   *
   * @param workspace the folder that relative paths start from
   * @param named the file that the user asked for; otherwise {@link #DEFAULT_FILE}, whose absence
   *     means {@link #DEFAULTS}
   * @throws InputException when the file is named and missing, is empty, or holds a mistake
   */
  public static Configuration read(Path workspace, Optional<Path> named) {
    return new ConfigurationFile(workspace, named)
        .text()
        .map(text -> ConfigurationReader.read(text, named.orElse(DEFAULT_FILE)))
        .orElse(DEFAULTS);
  }
}
