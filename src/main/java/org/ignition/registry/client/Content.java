package org.ignition.registry.client;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a blob, to be sent from any point and as often as it takes. */
interface Content {

  /**
   * Opens the bytes from {@code from} to {@code to} (exclusive).
   *
   * @throws IOException when they cannot be read
   */
  Pieces open(long from, long to) throws IOException;

  /** Consecutive pieces of content. */
  interface Pieces extends Closeable {

    /** The next piece, never reused and never empty, or an empty buffer at the end. */
    ByteBuffer next() throws IOException;
  }

  /** Reading failed on this side, so that trying again at the registry can't help. */
  final class LocalFailure extends IOException {
    LocalFailure(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
