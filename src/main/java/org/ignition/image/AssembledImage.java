package org.ignition.image;

import java.util.List;
import java.util.Optional;

/**
 * An image that is whole and addressed by digest before anything is pushed.
 *
 * @param manifest its exact bytes
 * @param blobs every blob that the manifest names, config first, each once
 * @param platform what it runs on
 * @param created the configuration's {@code created}, as it stands there; empty when it has none
 * @param base the base image, as far as it is known
 * @param notes what a reader of the log should know, such as attestations that were dropped
 */
public record AssembledImage(
    Manifest manifest,
    List<Blob> blobs,
    Platform platform,
    Optional<String> created,
    Optional<ImageReference> base,
    List<String> notes) {

  /** Copies the lists. */
  public AssembledImage {
    blobs = List.copyOf(blobs);
    notes = List.copyOf(notes);
  }

  /** The digest under which it is pushed and deployed. */
  public Digest digest() {
    return manifest.digest();
  }

  /** Bytes at the registry: manifest, config and layers. */
  public long sizeBytes() {
    return manifest.size() + blobs.stream().mapToLong(blob -> blob.descriptor().size()).sum();
  }

  /**
   * A blob and where its bytes are.
   *
   * @param descriptor names it
   * @param source holds it
   */
  public record Blob(Descriptor descriptor, BlobSource source) {}
}
