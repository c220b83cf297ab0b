package org.ignition.plan;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.ignition.config.ImageSettings;
import org.ignition.source.Survey;

/**
 * Everything that decides what `init` writes, read before anything is planned.
 *
 * @param survey what the repository holds
 * @param configured what its configuration says about the image, where it has one already
 * @param workflows the texts of the workflows that are where ours would be, by path
 * @param templates what workflows are made from
 */
public record InitFacts(
    Survey survey,
    Optional<ImageSettings> configured,
    Map<Path, String> workflows,
    Templates templates) {

  /** Copies the map. */
  public InitFacts {
    workflows = Map.copyOf(workflows);
  }

  /**
   * The published workflows, as they stand in workflows-templates.
   *
   * @param buildFile for repositories with a build file
   * @param dockerfile for repositories with a Dockerfile
   * @param check for repositories with migrations
   */
  public record Templates(String buildFile, String dockerfile, String check) {}
}
