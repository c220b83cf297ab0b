package org.ignition.plan;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ignition.image.Digest;
import org.ignition.image.ImageName;
import org.ignition.image.Tag;
import org.ignition.metadata.BuildMetadata;

/**
 * Everything that decides what `build` does, read before anything is planned.
 *
 * @param identity what the release is called
 * @param schema what it tells of its schema
 * @param repository where it goes
 * @param origin the build file or archive
 * @param metadataFile where the metadata is written
 * @param registry what the registry holds
 */
public record BuildFacts(
    ReleaseIdentity identity,
    SchemaFacts schema,
    ImageName repository,
    Path origin,
    Path metadataFile,
    RegistryFacts registry) {

  /**
   * What the registry holds for the names of the release.
   *
   * @param bound the names that are bound, to what; a name of the release that is missing here is
   *     free
   * @param listed every tag of the repository; empty when no moving name made it worth asking
   * @param published the metadata attached to what the full SHA is bound to
   */
  public record RegistryFacts(
      Map<Tag, Digest> bound, Set<Tag> listed, Optional<BuildMetadata> published) {

    /** Copies the collections. */
    public RegistryFacts {
      bound = Map.copyOf(bound);
      listed = Set.copyOf(listed);
    }

    /** What {@code tag} is bound to. */
    public Optional<Digest> boundTo(Tag tag) {
      return Optional.ofNullable(bound.get(tag));
    }
  }
}
