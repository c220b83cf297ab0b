package org.ignition.image.jib;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.ignition.image.Platform;

/**
 * What to assemble, and from where.
 *
 * @param buildFile what the image is made of
 * @param folder which relative sources are relative to, usually the build file's
 * @param workspace nothing outside of it gets into the image
 * @param platform to build for
 * @param versionFile a file to add as a layer of its own; empty for none
 * @param labels of ours. Those that identify the release (revision, version, source, created) win
 *     over the build file's; of all others the build file's win
 * @param annotations of the manifest, where its format has any
 * @param work an existing folder that may be filled; the assembled blobs stay in it until the
 *     caller deletes it
 */
public record AssemblyRequest(
    BuildFile buildFile,
    Path folder,
    Path workspace,
    Platform platform,
    Optional<VersionFile> versionFile,
    Map<String, String> labels,
    Map<String, String> annotations,
    Path work) {

  /** Copies the maps. */
  public AssemblyRequest {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /**
   * The file by which a running image tells its version.
   *
   * @param path absolute path in the image
   * @param text its content, newline included
   */
  public record VersionFile(String path, String text) {}
}
