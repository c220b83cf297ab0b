package org.ignition.execute;

import java.util.List;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.AssembledImage;
import org.ignition.image.BlobSource;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;
import org.ignition.registry.Repository;

/** Pushes an image without a name, and reads it back. */
final class ImagePush {

  private final Repository repository;
  private final StepListener listener;

  ImagePush(Repository repository, StepListener listener) {
    this.repository = repository;
    this.listener = listener;
  }

  /** Pushes what the manifest of {@code image} names, all at once, and says how much that was. */
  String blobs(AssembledImage image) {
    List<Descriptor> blobs = image.blobs().stream().map(AssembledImage.Blob::descriptor).toList();
    try (StepListener.Transfer transfer = listener.transferring(blobs)) {
      Parallel.forEach(image.blobs(), blob -> push(blob, transfer));
    }
    return blobs.size() + (blobs.size() == 1 ? " blob" : " blobs");
  }

  /**
   * A commit's configuration is its own, so it is hardly ever there: sending costs less than
   * asking.
   */
  private void push(AssembledImage.Blob blob, StepListener.Transfer transfer) {
    if (blob.source() instanceof BlobSource.InMemory) {
      repository.blobs().upload(blob, transfer);
    } else {
      repository.blobs().push(blob, transfer);
    }
  }

  /** Pushes the manifest of {@code image} by its digest, and says which. */
  String manifest(AssembledImage image) {
    repository.manifests().put(image.manifest(), image.digest());
    return image.digest().value();
  }

  /**
   * The digest of the bytes that the registry gives for {@code pushed}, not what it says that their
   * digest is.
   *
   * @throws RemoteException when it gives none
   */
  Digest readBack(Digest pushed) {
    return repository
        .manifests()
        .get(pushed)
        .map(Manifest::digest)
        .orElseThrow(() -> vanished(pushed));
  }

  /**
   * Compares what was pushed with what was read back.
   *
   * @throws PolicyException when they differ
   */
  void requireSame(Digest pushed, Digest served) {
    if (!served.equals(pushed)) {
      throw new PolicyException(
          Problem.of(
              ErrorCode.DIGEST_MISMATCH,
              "Pushed " + pushed + " but " + repository.name() + " serves " + served,
              "Something between here and the registry's storage changes content; no name was"
                  + " bound",
              "Find out what rewrites manifests (a proxy, a mirror, a registry that converts), then"
                  + " run again"));
    }
  }

  /**
   * The manifest that was pushed some time before.
   *
   * @throws RemoteException when it is not there, or is another
   */
  Manifest served(Digest digest) {
    return repository
        .manifests()
        .get(digest)
        .filter(manifest -> manifest.digest().equals(digest))
        .orElseThrow(() -> vanished(digest));
  }

  private RemoteException vanished(Digest digest) {
    return new RemoteException(
        Problem.of(
            ErrorCode.REGISTRY_PROTOCOL,
            repository.name().at(digest) + " is not there, or is not what its digest says",
            "A name is only bound to what was read back",
            "Run the same command again"));
  }
}
