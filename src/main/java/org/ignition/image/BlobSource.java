package org.ignition.image;

import java.nio.file.Path;

/** Where the bytes of a blob are before they are pushed. */
public sealed interface BlobSource {

  /**
   * A stretch of a local file: a whole file, or an entry of an uncompressed tar.
   *
   * @param file which file
   * @param offset of the first byte
   * @param length in bytes
   */
  record InFile(Path file, long offset, long length) implements BlobSource {}

  /**
   * Small content that is at hand, such as an image's configuration.
   *
   * @param content the bytes; not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent")
  record InMemory(byte[] content) implements BlobSource {}

  /**
   * A blob of the base image that was never downloaded: it is mounted where the target's registry
   * can, else streamed from there.
   *
   * @param repository that has it
   */
  record Upstream(ImageName repository) implements BlobSource {}
}
