package org.ignition.registry.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.AssembledImage;
import org.ignition.image.BlobSource;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.ImageName;
import org.ignition.image.Quoted;
import org.ignition.registry.Blobs;
import org.ignition.registry.TransferListener;

/** {@link Blobs} over HTTP. */
final class RemoteBlobs implements Blobs {

  private static final int LARGEST_PIECE_OF_SKIP = 16 * 1024;

  private final RemoteRegistry registry;
  private final ImageName name;
  private final Function<ImageName, Blobs> elsewhere;
  private final Semaphore relays;

  /**
   * @param elsewhere the blobs of another repository, for those that are never downloaded
   * @param relays how many of those may be on their way at once: each occupies two connections
   */
  RemoteBlobs(
      RemoteRegistry registry,
      ImageName name,
      Function<ImageName, Blobs> elsewhere,
      Semaphore relays) {
    this.registry = registry;
    this.name = name;
    this.elsewhere = elsewhere;
    this.relays = relays;
  }

  @Override
  public boolean has(Digest digest) {
    Reply reply = registry.ask(call("HEAD", digest));
    return switch (reply.status()) {
      case 200 -> true;
      case 404 -> false;
      default -> throw Rejections.of(reply);
    };
  }

  private Call call(String method, Digest digest) {
    return Call.of(
        method, "/v2/" + name.repository() + "/blobs/" + digest, Scope.pull(name.repository()));
  }

  @Override
  public void push(AssembledImage.Blob blob, TransferListener listener) {
    Descriptor descriptor = blob.descriptor();
    if (has(descriptor.digest())) {
      listener.transfer(descriptor, TransferListener.Event.EXISTED, descriptor.size());
    } else {
      upload(blob, listener);
    }
  }

  @Override
  public void upload(AssembledImage.Blob blob, TransferListener listener) {
    switch (blob.source()) {
      case BlobSource.InFile file -> uploaded(blob, listener).send(Contents.of(file));
      case BlobSource.InMemory memory -> uploaded(blob, listener).send(Contents.of(memory));
      case BlobSource.Upstream(ImageName from) -> relay(blob, from, listener);
    }
  }

  private BlobUpload uploaded(AssembledImage.Blob blob, TransferListener listener) {
    return new BlobUpload(registry, name.repository(), blob.descriptor(), listener);
  }

  private void relay(AssembledImage.Blob blob, ImageName from, TransferListener listener) {
    BlobUpload upload = uploaded(blob, listener);
    boolean here = Endpoint.authorityOf(from.registry()).equals(registry.host());
    if (here && upload.mount(from.repository())) {
      return;
    }
    try {
      relays.acquire();
    } catch (InterruptedException e) {
      throw Cancellation.of(e);
    }
    try {
      upload.send(Contents.of(() -> elsewhere.apply(from).open(blob.descriptor())));
    } finally {
      relays.release();
    }
  }

  @Override
  public InputStream open(Descriptor descriptor) throws IOException {
    RetrySession retries = registry.retries();
    return new VerifiedStream(
        new ResumedStream(from -> opened(descriptor, from, retries), retries), descriptor);
  }

  /** The content from {@code from} on; a registry that can't begin there sends all of it. */
  private InputStream opened(Descriptor descriptor, long from, RetrySession retries)
      throws IOException {
    Call all = call("GET", descriptor.digest());
    Call call = from == 0 ? all : all.with("Range", "bytes=" + from + "-");
    while (true) {
      try {
        Answer answer = registry.open(call);
        return from > 0 && answer.status() == 200 ? skipped(answer, from) : answer.body();
      } catch (RemoteRegistry.StatusException e) {
        refuseUnlessPassing(e.reply());
        retries.after(registry.fault(e.reply()));
      } catch (IOException e) {
        retries.after(new Fault.Broken(e));
      }
    }
  }

  private static InputStream skipped(Answer answer, long bytes) throws IOException {
    InputStream body = answer.body();
    byte[] piece = new byte[LARGEST_PIECE_OF_SKIP];
    try {
      for (long left = bytes; left > 0; ) {
        int read = body.read(piece, 0, (int) Math.min(piece.length, left));
        if (read < 0) {
          throw new EOFException("shorter than before");
        }
        left -= read;
      }
      return body;
    } catch (IOException e) {
      body.close();
      throw e;
    }
  }

  private static void refuseUnlessPassing(Reply reply) {
    if (!Fault.PASSING.contains(reply.status())) {
      throw Rejections.of(reply);
    }
  }

  @Override
  public byte[] read(Descriptor descriptor, int limit) {
    if (descriptor.size() > limit) {
      throw new RemoteException(
          Problem.of(
              ErrorCode.REGISTRY_PROTOCOL,
              "A blob of " + descriptor.size() + " bytes where at most " + limit + " make sense",
              "It is " + Quoted.of(descriptor.mediaType()) + " in " + name,
              "Check what was attached to the image"));
    }
    return descriptor.embedded().orElseGet(() -> downloaded(descriptor));
  }

  private byte[] downloaded(Descriptor descriptor) {
    try (InputStream content = open(descriptor)) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw registry.retries().end(new Fault.Broken(e));
    }
  }
}
