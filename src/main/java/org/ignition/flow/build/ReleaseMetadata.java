package org.ignition.flow.build;

import java.time.Duration;
import java.util.List;
import org.ignition.execute.BuildExecutor;
import org.ignition.flow.Tool;
import org.ignition.image.AssembledImage;
import org.ignition.image.Digest;
import org.ignition.image.ImageName;
import org.ignition.metadata.BuildMetadata;
import org.ignition.migration.ReleaseSchema;
import org.ignition.plan.ReleaseIdentity;
import org.ignition.source.SourceFacts;
import org.ignition.source.SourceRepository;
import org.ignition.source.WorkflowRun;

/**
 * The build metadata of a release.
 *
 * @param identity what it is called
 * @param source where it is from
 * @param repository where it goes
 * @param schema what it tells of its schema
 */
record ReleaseMetadata(
    ReleaseIdentity identity, SourceFacts source, ImageName repository, ReleaseSchema schema)
    implements BuildExecutor.Release {

  @Override
  public BuildMetadata metadata(AssembledImage image, Digest served, Duration took, String at) {
    return new BuildMetadata(
        identity.sha(),
        identity.version(),
        repository,
        identity.repositoryType().wireName(),
        new BuildMetadata.Digests(image.digest(), image.digest(), served),
        List.of(),
        image.platform().toString(),
        image.manifest().mediaType(),
        image.sizeBytes(),
        BuildMetadata.Signature.MISSING,
        schema.range(),
        schema.migrations(),
        took.toMillis() / 1000.0,
        at,
        origin(),
        new BuildMetadata.Tool(Tool.NAME, Tool.version()));
  }

  private BuildMetadata.Source origin() {
    return new BuildMetadata.Source(
        source.repository().map(SourceRepository::url).orElse(""),
        identity.ref().toString(),
        source.run().map(WorkflowRun::url).orElse(""),
        source.run().map(WorkflowRun::actor).orElse(""),
        identity.dirty());
  }
}
