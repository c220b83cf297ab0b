package org.ignition.migration.sqlite;

/** All that a database holds, as the bytes of its file would be. */
final class Image {

  /** A new database. */
  static final Image EMPTY = new Image(new byte[0]);

  private final byte[] bytes;

  /** Takes {@code bytes}, which nobody changes from now on. */
  Image(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }

  boolean isEmpty() {
    return bytes.length == 0;
  }
}
