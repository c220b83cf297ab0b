package org.ignition.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.ignition.image.Descriptor;
import org.ignition.metadata.BuildMetadata;
import org.ignition.metadata.PublishedMetadata;
import org.ignition.registry.Repository;

/** Attaches metadata to its image, once. */
final class MetadataAttachment {

  private final PublishedMetadata published;

  MetadataAttachment(Repository repository) {
    this.published = new PublishedMetadata(repository);
  }

  /**
   * Attaches {@code metadata} where nothing that tells the same is attached.
   *
   * @param image asked for only where something is to be attached to it
   * @return what was attached before and tells the same; empty when {@code metadata} is now
   */
  Optional<BuildMetadata> attach(BuildMetadata metadata, Supplier<Descriptor> image) {
    Optional<BuildMetadata> before =
        attachedWhileUploading(metadata).filter(metadata::tellsTheSameAs);
    if (before.isEmpty()) {
      published.attach(image.get(), metadata);
    }
    return before;
  }

  /** What is attached is asked for while the document goes up: it is hardly ever there already. */
  private Optional<BuildMetadata> attachedWhileUploading(BuildMetadata metadata) {
    AtomicReference<Optional<BuildMetadata>> attached = new AtomicReference<>(Optional.empty());
    List<Runnable> all = new ArrayList<>(published.uploads(metadata));
    all.add(() -> attached.set(published.of(metadata.digest())));
    Parallel.forEach(all, Runnable::run);
    return attached.get();
  }
}
