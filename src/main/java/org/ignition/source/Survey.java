package org.ignition.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a repository holds that decides how it is released. Lists are in order of preference: what
 * stands nearer to the root comes first. Paths are relative to the root.
 *
 * @param origin where the source is published
 * @param mainBranch the main branch's name, or the best guess at it
 * @param buildFiles files named like build files of Jib
 * @param dockerfiles Dockerfiles
 * @param versions what files of a known format say the version is
 * @param versionless files of a known format that say no version that could be read
 * @param migrations folders of database migrations
 * @param composeFiles Compose files
 */
public record Survey(
    Optional<SourceRepository> origin,
    String mainBranch,
    List<Path> buildFiles,
    List<Dockerfile> dockerfiles,
    List<VersionReading> versions,
    List<Path> versionless,
    List<MigrationFolder> migrations,
    List<Path> composeFiles) {

  /** Copies the lists. */
  public Survey {
    buildFiles = List.copyOf(buildFiles);
    dockerfiles = List.copyOf(dockerfiles);
    versions = List.copyOf(versions);
    versionless = List.copyOf(versionless);
    migrations = List.copyOf(migrations);
    composeFiles = List.copyOf(composeFiles);
  }
}
