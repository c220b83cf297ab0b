package org.ignition.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.failure.SourceLocation;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/** Versions in TOML files, by their dotted keys. */
final class TomlVersions {

  private final TomlParseResult toml;
  private final Path file;

  private TomlVersions(TomlParseResult toml, Path file) {
    this.toml = toml;
    this.file = file;
  }

  /** PEP 621 and Poetry; a file that has both says both. */
  static List<WrittenVersion> ofPyproject(String text, Path file) {
    TomlVersions versions = parse(text, file);
    List<WrittenVersion> found =
        Stream.of("project.version", "tool.poetry.version")
            .flatMap(key -> versions.at(key).stream())
            .toList();
    if (found.isEmpty()) {
      throw WrittenVersion.missing(file, "[project] version or [tool.poetry] version");
    }
    return found;
  }

  /** A package's own version; one that is inherited stands in the workspace. */
  static List<WrittenVersion> ofCargo(String text, Path file) {
    TomlVersions versions = parse(text, file);
    return List.of(
        versions
            .at("package.version")
            .or(() -> versions.at("workspace.package.version"))
            .orElseThrow(() ->
                WrittenVersion.missing(file, "[package] version or [workspace.package] version")));
  }

  private static TomlVersions parse(String text, Path file) {
    TomlParseResult toml = parsed(text, file);
    for (TomlParseError error : toml.errors()) {
      throw WrittenVersion.unreadable(
          place(file, error.position()), "The file is not valid TOML", "Correct the syntax");
    }
    return new TomlVersions(toml, file);
  }

  /** The parser descends a level of the stack, and more, for each level of nesting. */
  private static TomlParseResult parsed(String text, Path file) {
    try {
      return Toml.parse(text);
    } catch (StackOverflowError _) {
      throw WrittenVersion.unreadable(
          SourceLocation.of(file), "The file is nested too deeply", "Make it flatter");
    }
  }

  private Optional<WrittenVersion> at(String key) {
    if (!toml.isString(key)) {
      return Optional.empty();
    }
    SourceLocation at =
        Optional.ofNullable(toml.inputPositionOf(key))
            .map(position -> place(file, position))
            .orElse(SourceLocation.of(file));
    return Optional.ofNullable(toml.getString(key)).map(text -> new WrittenVersion(text, at));
  }

  private static SourceLocation place(Path file, TomlPosition position) {
    return new SourceLocation(file, position.line(), position.column());
  }
}
