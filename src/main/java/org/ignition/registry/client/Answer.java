package org.ignition.registry.client;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A response whose body is still on the wire. It occupies one of the host's connections until it is
 * closed, so it has to be.
 */
final class Answer implements AutoCloseable {

  private static final int PIECE = 16 * 1024;

  private final Call call;
  private final URI uri;
  private final int status;
  private final HttpHeaders headers;
  private final InputStream body;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  Answer(Call call, URI uri, int status, HttpHeaders headers, InputStream body, Runnable release) {
    this.call = call;
    this.uri = uri;
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.release = release;
  }

  int status() {
    return status;
  }

  URI uri() {
    return uri;
  }

  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** The body; closing it closes the answer. */
  InputStream body() {
    return new FilterInputStream(body) {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return in.read(buffer, offset, length);
      }

      @Override
      public void close() {
        Answer.this.close();
      }
    };
  }

  /**
   * Reads the body whole and closes.
   *
   * @param limit most bytes to accept; of an error's body the rest is left out
   * @param within most time to spend
   * @throws OversizeException when there is more than {@code limit}
   */
  Reply whole(int limit, Duration within) throws IOException {
    try (this) {
      byte[] content = read(limit, System.nanoTime() + within.toNanos());
      return new Reply(call, uri, status, headers, content);
    }
  }

  private byte[] read(int limit, long deadline) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
      if (content.size() + n > limit) {
        if (status >= 400) {
          break;
        }
        throw new OversizeException();
      }
      content.write(piece, 0, n);
      if (System.nanoTime() > deadline) {
        throw new HttpTimeoutException("the answer does not end");
      }
    }
    return content.toByteArray();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        body.close();
      } catch (IOException e) {
        // What mattered of it has been read.
      } finally {
        release.run();
      }
    }
  }

  /** The body is larger than anything that it could rightly be. */
  static final class OversizeException extends IOException {
    OversizeException() {
      super("the answer is too large");
    }
  }
}
