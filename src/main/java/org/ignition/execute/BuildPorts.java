package org.ignition.execute;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ignition.image.AssembledImage;
import org.ignition.metadata.BuildMetadata;
import org.ignition.registry.Repository;

/**
 * What executing a build plan touches.
 *
 * @param assembly makes the image, locally
 * @param gate refuses an image that must not be pushed
 * @param repository where it goes
 * @param file writes the metadata for later steps
 * @param clock tells time and durations
 */
public record BuildPorts(
    Supplier<AssembledImage> assembly,
    Consumer<AssembledImage> gate,
    Repository repository,
    MetadataFile file,
    Clock clock) {

  /** Writes build metadata to a file. */
  public interface MetadataFile {

    /**
     * Writes the document, whole or not at all.
     *
     * @throws org.ignition.failure.InputException when the file cannot be written
     */
    void write(Path file, BuildMetadata metadata);
  }
}
