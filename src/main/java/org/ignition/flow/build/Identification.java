package org.ignition.flow.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.config.Configuration;
import org.ignition.config.ImageSource;
import org.ignition.flow.Surroundings;
import org.ignition.flow.Workspace;
import org.ignition.image.CommitSha;
import org.ignition.plan.DirtyTree;
import org.ignition.plan.IdentityPlanner;
import org.ignition.plan.ReleaseIdentity;
import org.ignition.source.EventFile;
import org.ignition.source.RunnerFacts;
import org.ignition.source.SourceFacts;
import org.ignition.source.SourceReader;
import org.ignition.source.SourceRequest;
import org.ignition.source.VersionReader;

/**
 * What is released: the configuration, the facts about the commit, and the identity that follows.
 *
 * @param configuration of the workspace
 * @param source facts about the commit
 * @param identity what its image is called
 */
record Identification(Configuration configuration, SourceFacts source, ReleaseIdentity identity) {

  /**
   * Finds out.
   *
   * @param products files that building makes, besides the configured archive
   */
  static Identification of(
      Workspace workspace,
      Surroundings surroundings,
      Optional<Path> config,
      Optional<CommitSha> sha,
      boolean allowDirty,
      List<Path> products) {
    Configuration configuration = Configuration.read(workspace.root(), config);
    RunnerFacts runner = RunnerFacts.of(surroundings.environment(), EventFile.ON_DISK);
    SourceRequest request =
        SourceRequest.of(workspace.root(), runner, configuration.image())
            .making(products(configuration, products));
    SourceFacts source = SourceReader.read(sha.map(request::about).orElse(request));
    ReleaseIdentity identity =
        IdentityPlanner.plan(
            source,
            configuration,
            new VersionReader(workspace.root()).read(configuration.version().sources()),
            allowDirty ? DirtyTree.ALLOW : DirtyTree.REFUSE);
    return new Identification(configuration, source, identity);
  }

  private static List<Path> products(Configuration configuration, List<Path> given) {
    List<Path> products = new ArrayList<>(given);
    if (configuration.image().source() instanceof ImageSource.Archive(Path path)) {
      products.add(path);
    }
    return products;
  }
}
