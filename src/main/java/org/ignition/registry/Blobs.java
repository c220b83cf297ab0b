package org.ignition.registry;

import java.io.IOException;
import java.io.InputStream;
import org.ignition.image.AssembledImage;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;

/** The blobs of one repository (distribution-spec 1.1.1, "Pulling blobs", "Pushing blobs"). */
public interface Blobs {

  /** Whether the repository has the blob (one HEAD). */
  boolean has(Digest digest);

  /**
   * Makes sure that the repository has the blob: by nothing when it is there, by a mount where the
   * registry can, else by an upload that is resumed after a cut and never holds the blob in memory.
   *
   * @throws org.ignition.failure.RemoteException when that is not possible
   */
  void push(AssembledImage.Blob blob, TransferListener listener);

  /**
   * As {@link #push}, for a blob that is known to be absent or so small that asking costs more than
   * sending: it is not asked for first.
   *
   * @throws org.ignition.failure.RemoteException when that is not possible
   */
  default void upload(AssembledImage.Blob blob, TransferListener listener) {
    push(blob, listener);
  }

  /**
   * Opens the content for streaming. The stream checks length and digest as it is read and fails
   * with an {@link IOException} at its end when they differ.
   *
   * @throws org.ignition.failure.RemoteException when the blob is absent or cannot be read
   */
  InputStream open(Descriptor descriptor) throws IOException;

  /**
   * Reads small content whole and checks it against its digest.
   *
   * @param limit most bytes to accept
   * @throws org.ignition.failure.RemoteException when it is absent, larger, or differs
   */
  byte[] read(Descriptor descriptor, int limit);
}
