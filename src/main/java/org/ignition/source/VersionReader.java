package org.ignition.source;

import java.nio.file.Path;
import java.util.List;
import org.ignition.config.VersionSource;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.ReleaseVersion;

/** Reads the version from the commit's own files. */
public final class VersionReader {

  private final WorkspaceFiles files;

  /** Reads files in {@code workspace} and nowhere else. */
  public VersionReader(Path workspace) {
    this.files = new WorkspaceFiles(workspace);
  }

  /**
   * What each source says, in order. A file that says it in two places gives two readings.
   *
   * @throws InputException when a source is missing, outside the workspace, cannot be understood,
   *     or says something that is no release version
   */
  public List<VersionReading> read(List<VersionSource> sources) {
    return sources.stream()
        .flatMap(source -> written(source).stream())
        .map(VersionReader::reading)
        .toList();
  }

  private List<WrittenVersion> written(VersionSource source) {
    String text = files.text(source);
    return switch (source) {
      case VersionSource.Match match -> List.of(PatternVersion.in(text, match));
      case VersionSource.Manifest(var file, var format, _) ->
          switch (format) {
            case PYPROJECT -> TomlVersions.ofPyproject(text, file);
            case CARGO -> TomlVersions.ofCargo(text, file);
            case PACKAGE_JSON -> List.of(JsonVersion.in(text, file));
            case POM -> List.of(PomVersion.in(text, file));
          };
    };
  }

  private static VersionReading reading(WrittenVersion written) {
    try {
      return new VersionReading(ReleaseVersion.parseLenient(written.text()), written.at());
    } catch (InputException e) {
      throw new InputException(
          Problem.of(
                  ErrorCode.VERSION_INVALID,
                  e.problem().what(),
                  e.problem().why(),
                  "Write it like 1.2.3 or 1.2.3-rc1")
              .at(written.at()),
          e);
    }
  }
}
