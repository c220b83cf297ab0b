package org.ignition.registry.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Descriptor;
import org.ignition.registry.TransferListener;
import org.jspecify.annotations.Nullable;

/**
 * One blob on its way to one repository (distribution-spec 1.1.1, "Pushing a blob"): whole in one
 * request where the registry takes that, in chunks where it asks for them or refuses so large a
 * body. After a cut the registry is asked how far it got, and the rest is sent; where it can't
 * tell, the upload begins anew.
 */
final class BlobUpload {

  /** Blobs up to this size go whole even where chunks are asked for: a cut costs little. */
  private static final long CHUNK = 64L * 1024 * 1024;

  private static final long LARGEST_CHUNK = 1024L * 1024 * 1024;
  private static final Pattern RANGE = Pattern.compile("(?:bytes=)?0-([0-9]{1,18})");
  private static final Set<Integer> LOST_SESSION = Set.of(404, 416);

  private final RemoteRegistry registry;
  private final String repository;
  private final Descriptor blob;
  private final Progress progress;
  private final RetrySession retries;

  /** Where to send to next; null before a session and after it is lost. */
  private @Nullable URI location;

  private long position;
  private long chunk = Long.MAX_VALUE;

  /** Whether the last request, if it was understood, completed the blob. */
  private boolean closing;

  BlobUpload(
      RemoteRegistry registry, String repository, Descriptor blob, TransferListener listener) {
    this.registry = registry;
    this.repository = repository;
    this.blob = blob;
    this.progress = new Progress(blob, listener);
    this.retries = registry.retries();
  }

  /**
   * Asks the registry to take the blob over from another of its repositories. What it can't take
   * over, or must not, is sent instead: {@link #send} uses the session that it opened.
   *
   * @return whether the blob is there now
   */
  boolean mount(String from) {
    Call start = start();
    String query = "?mount=" + blob.digest() + "&from=" + from;
    Call mount =
        new Call(
            "POST",
            URI.create(start.target() + query),
            start.headers(),
            start.body(),
            Set.of(Scope.push(repository), Scope.pull(from)));
    try {
      Reply reply = registry.ask(mount);
      if (reply.status() == 201) {
        progress.tell(TransferListener.Event.MOUNTED);
        return true;
      }
      if (reply.status() == 202) {
        begin(reply);
      }
      return false;
    } catch (RemoteException e) {
      if (mayOnlyConcernMount(e.code())) {
        return false;
      }
      throw e;
    }
  }

  /** We may write here and yet not read there; an ordinary upload then tells which it was. */
  private static boolean mayOnlyConcernMount(ErrorCode code) {
    return code == ErrorCode.REGISTRY_FORBIDDEN || code == ErrorCode.REGISTRY_UNAUTHORIZED;
  }

  /**
   * Sends {@code content}.
   *
   * @throws RemoteException when the registry does not take it
   */
  void send(Content content) {
    boolean done = false;
    while (!done) {
      URI target = location == null ? begin(begun()) : location;
      try {
        done = step(target, content);
      } catch (IOException e) {
        recover(new Fault.Broken(e));
        done = isStored();
      }
    }
    progress.tell(TransferListener.Event.DONE);
  }

  private Call start() {
    return Call.of("POST", "/v2/" + repository + "/blobs/uploads/", Scope.push(repository));
  }

  private Reply begun() {
    Reply reply = registry.ask(start());
    if (reply.status() != 202) {
      throw Rejections.of(reply);
    }
    return reply;
  }

  private URI begin(Reply reply) {
    progress.rewind(0);
    position = 0;
    if (chunk == Long.MAX_VALUE && blob.size() > CHUNK) {
      chunk = reply.header("OCI-Chunk-Min-Length").map(this::chunkOf).orElse(chunk);
    }
    URI next = location(reply).orElseThrow(() -> Rejections.protocol(reply, "No upload location"));
    location = next;
    return next;
  }

  private long chunkOf(String shortest) {
    return shortest.matches("[0-9]{1,18}")
        ? Math.clamp(Long.parseLong(shortest), CHUNK, LARGEST_CHUNK)
        : CHUNK;
  }

  private static Optional<URI> location(Reply reply) {
    return reply
        .header("Location")
        .flatMap(target -> Location.resolve(reply.uri(), target))
        .filter(target -> !Location.leavesTls(reply.uri(), target));
  }

  /** One request; whether it was the last one. */
  private boolean step(URI target, Content content) throws IOException {
    if ((position == 0 && chunk >= blob.size()) || position == blob.size()) {
      return finish(target, content);
    }
    append(target, content);
    return false;
  }

  private boolean finish(URI target, Content content) throws IOException {
    closing = true;
    URI last = Location.with(target, "digest=" + blob.digest());
    Call call = call("PUT", last, content, blob.size());
    Reply reply = registry.once(call);
    return switch (reply.status()) {
      case 201, 204 -> true;
      case 413 -> {
        splitUp(reply);
        yield false;
      }
      default -> {
        refuseOrRecover(reply);
        yield isStored();
      }
    };
  }

  /**
   * After a closing request whose answer was lost: the registry forgets the session once it has the
   * blob, and sending it again would be in vain.
   */
  private boolean isStored() {
    if (!closing || location != null) {
      return false;
    }
    String path = "/v2/" + repository + "/blobs/" + blob.digest();
    return registry.ask(Call.of("HEAD", path, Scope.pull(repository))).status() == 200;
  }

  private void append(URI target, Content content) throws IOException {
    closing = false;
    long end = Math.min(blob.size(), position + Math.min(chunk, LARGEST_CHUNK));
    Call call =
        call("PATCH", target, content, end).with("Content-Range", position + "-" + (end - 1));
    Reply reply = registry.once(call);
    if (reply.status() == 202) {
      long got = received(reply).filter(bytes -> bytes > 1 && bytes <= end).orElse(end);
      if (got <= position) {
        throw Rejections.protocol(reply, "The upload does not advance beyond byte " + position);
      }
      position = got;
      progress.rewind(position);
      location = location(reply).orElse(target);
    } else {
      refuseOrRecover(reply);
    }
  }

  private Call call(String method, URI target, Content content, long to) {
    BodyPublisher body = new ContentBody(content, position, to);
    return Call.of(method, target, Scope.push(repository))
        .with("Content-Type", "application/octet-stream")
        .with(new ObservedBody(body, progress.from(position)));
  }

  /** Proxies limit a body's size; what they let through they do not tell. */
  private void splitUp(Reply reply) {
    if (chunk <= CHUNK || blob.size() <= CHUNK) {
      throw Rejections.of(reply);
    }
    chunk = CHUNK;
    location = null;
  }

  private void refuseOrRecover(Reply reply) {
    boolean passing = Fault.PASSING.contains(reply.status());
    if (!passing && !LOST_SESSION.contains(reply.status())) {
      throw rejection(reply);
    }
    recover(registry.fault(reply));
  }

  private RemoteException rejection(Reply reply) {
    if (!ErrorBody.of(reply).is("DIGEST_INVALID")) {
      return Rejections.of(reply);
    }
    return new RemoteException(
        Problem.of(
            ErrorCode.DIGEST_MISMATCH,
            "The registry received other bytes than " + blob.digest().abbreviated() + " names",
            Rejections.place(reply) + " was refused, so nothing of it is kept",
            "Make sure that nothing changes the files while they are pushed, then run it again"));
  }

  private void recover(Fault fault) {
    retries.after(fault);
    URI interrupted = location;
    location = null;
    if (interrupted != null && blob.size() > 0) {
      resume(interrupted);
    }
  }

  /**
   * Goes on with a session if the registry still knows it and how far it got. {@code 0-0} may mean
   * one byte or none, so that is taken for not knowing.
   */
  private void resume(URI interrupted) {
    Reply reply = registry.ask(Call.of("GET", interrupted, Scope.push(repository)));
    Optional<Long> got = received(reply).filter(bytes -> bytes > 1 && bytes <= blob.size());
    if (reply.status() == 204 && got.isPresent()) {
      position = got.get();
      progress.rewind(position);
      location = location(reply).orElse(interrupted);
    }
  }

  private static Optional<Long> received(Reply reply) {
    return reply
        .header("Range")
        .map(RANGE::matcher)
        .filter(Matcher::matches)
        .map(match -> Long.parseLong(match.group(1)) + 1);
  }

  /** Tells the listener how many bytes are out, also when some have to go out again. */
  private static final class Progress {

    private final Descriptor blob;
    private final TransferListener listener;
    private long out;

    Progress(Descriptor blob, TransferListener listener) {
      this.blob = blob;
      this.listener = listener;
    }

    void tell(TransferListener.Event event) {
      listener.transfer(blob, event, blob.size());
    }

    synchronized void rewind(long to) {
      if (out > to) {
        listener.transfer(blob, TransferListener.Event.REWOUND, out - to);
      }
      out = to;
    }

    private synchronized void sent(long bytes) {
      out += bytes;
      listener.transfer(blob, TransferListener.Event.SENT, bytes);
    }

    ObservedBody.Observer from(long position) {
      return new ObservedBody.Observer() {
        @Override
        public void begun() {
          rewind(position);
        }

        @Override
        public void sent(long bytes) {
          Progress.this.sent(bytes);
        }
      };
    }
  }
}
