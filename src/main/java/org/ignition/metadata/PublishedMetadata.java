package org.ignition.metadata;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.AssembledImage.Blob;
import org.ignition.image.BlobSource;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;
import org.ignition.image.Manifest.ImageManifest;
import org.ignition.image.MediaType;
import org.ignition.json.DocumentKind;
import org.ignition.json.Json;
import org.ignition.registry.Blobs;
import org.ignition.registry.Repository;
import org.ignition.registry.TransferListener;

/**
 * Build metadata at the registry: an artifact of type {@link MediaType#BUILD_METADATA} whose
 * subject is the image. The document is its one layer, embedded in the descriptor too unless it is
 * long, so that a reader needs one request less.
 */
public final class PublishedMetadata {

  private static final byte[] EMPTY_CONFIG = "{}".getBytes(StandardCharsets.UTF_8);

  /** Room for forty thousand migrations. */
  private static final int LARGEST_DOCUMENT = 16 << 20;

  /** Registries take manifests of 4 MiB; base64 and the rest of one need room too. */
  static final int LARGEST_EMBEDDED = 256 << 10;

  private static final String CREATED = "org.opencontainers.image.created";
  private static final DocumentKind MANIFEST =
      DocumentKind.of(ErrorCode.REGISTRY_PROTOCOL, RemoteException::new);

  private final Repository repository;

  /** Build metadata in {@code repository}. */
  public PublishedMetadata(Repository repository) {
    this.repository = repository;
  }

  /**
   * The newest metadata attached to {@code image}; empty when there is none.
   *
   * @throws RemoteException when the registry does not answer or what it holds is not valid
   */
  public Optional<BuildMetadata> of(Digest image) {
    List<Descriptor> attached = repository.referrers().list(image, MediaType.BUILD_METADATA);
    return attached.isEmpty() ? Optional.empty() : Optional.of(read(newest(attached)));
  }

  /** Referrers are listed oldest first where their annotations tell; those that don't tell, all. */
  private static Descriptor newest(List<Descriptor> attached) {
    return attached.getLast();
  }

  private BuildMetadata read(Descriptor artifact) {
    String origin = repository.name() + "@" + artifact.digest().abbreviated();
    Manifest manifest =
        repository
            .manifests()
            .get(artifact.digest())
            .filter(found -> found.digest().equals(artifact.digest()))
            .orElseThrow(() -> unreadable(origin, "is listed but absent or altered"));
    List<Descriptor> layers = manifest.image(MANIFEST).layers();
    if (layers.size() != 1) {
      throw unreadable(origin, "does not have exactly one layer");
    }
    Descriptor document = layers.getFirst();
    byte[] content =
        document.embedded().orElseGet(() -> repository.blobs().read(document, LARGEST_DOCUMENT));
    return BuildMetadataJson.read(content, origin);
  }

  private static RemoteException unreadable(String origin, String what) {
    return new RemoteException(
        Problem.of(
            ErrorCode.METADATA_INVALID,
            "Build metadata " + origin + " " + what,
            "It decides what may be bound and deployed",
            "Find out who attached it; see docs/errors.md"));
  }

  /**
   * What has to be there before {@link #attach}: each can be done at any time, in any order or at
   * once, and does no harm when nothing is attached after all.
   */
  public List<Runnable> uploads(BuildMetadata metadata) {
    byte[] document = document(metadata);
    return List.of(
        () -> blobs().upload(blob(MediaType.BUILD_METADATA, document), TransferListener.NONE),
        () -> blobs().push(blob(MediaType.OCI_EMPTY, EMPTY_CONFIG), TransferListener.NONE));
  }

  /** Attaches {@code metadata} to {@code image}, whose manifest is at the registry already. */
  public void attach(Descriptor image, BuildMetadata metadata) {
    ImageManifest artifact =
        new ImageManifest(
            MediaType.BUILD_METADATA,
            Descriptor.of(MediaType.OCI_EMPTY, EMPTY_CONFIG),
            List.of(layer(document(metadata))),
            Optional.of(image),
            Map.of(CREATED, metadata.created()));
    repository.referrers().attach(Manifest.write(artifact));
  }

  private static Descriptor layer(byte[] document) {
    return document.length <= LARGEST_EMBEDDED
        ? Descriptor.embedding(MediaType.BUILD_METADATA, document)
        : Descriptor.of(MediaType.BUILD_METADATA, document);
  }

  private static byte[] document(BuildMetadata metadata) {
    return Json.bytes(BuildMetadataJson.write(metadata));
  }

  private Blobs blobs() {
    return repository.blobs();
  }

  private static Blob blob(String mediaType, byte[] content) {
    return new Blob(Descriptor.of(mediaType, content), new BlobSource.InMemory(content));
  }
}
