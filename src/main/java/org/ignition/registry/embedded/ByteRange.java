package org.ignition.registry.embedded;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.registry.embedded.Failure.Code;

/**
 * A stretch of a blob.
 *
 * @param first offset of the first byte
 * @param length in bytes
 */
record ByteRange(long first, long length) {

  private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");
  private static final Pattern CHUNK =
      Pattern.compile("(?:bytes )?(\\d{1,18})-(\\d{1,18})(?:/.*)?");

  /**
   * Reads a {@code Range} header (RFC 9110 §14.2). What is no single byte range is ignored, as the
   * RFC allows.
   *
   * @return empty for the whole blob
   */
  static Optional<ByteRange> requested(Optional<String> header, long size) throws Failure {
    Matcher match = ONE_RANGE.matcher(header.orElse(""));
    if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
      return Optional.empty();
    }
    if (match.group(1).isEmpty()) {
      long length = Math.min(Long.parseLong(match.group(2)), size);
      return Optional.of(satisfiable(size - length, length, size));
    }
    long first = Long.parseLong(match.group(1));
    long last = match.group(2).isEmpty() ? size - 1 : Long.parseLong(match.group(2));
    if (!match.group(2).isEmpty() && last < first) {
      return Optional.empty();
    }
    return Optional.of(satisfiable(first, Math.min(last, size - 1) - first + 1, size));
  }

  private static ByteRange satisfiable(long first, long length, long size) throws Failure {
    if (first >= size || length <= 0) {
      throw new Failure(416, Code.SIZE_INVALID, "the blob has " + size + " bytes");
    }
    return new ByteRange(first, length);
  }

  /** Reads a chunk's {@code Content-Range}, {@code <first>-<last>} ("Pushing a blob in chunks"). */
  static Optional<ByteRange> ofChunk(Optional<String> header) throws Failure {
    if (header.isEmpty()) {
      return Optional.empty();
    }
    Matcher match = CHUNK.matcher(header.get());
    if (!match.matches()) {
      throw new Failure(416, Code.BLOB_UPLOAD_INVALID, "unreadable Content-Range");
    }
    long first = Long.parseLong(match.group(1));
    long length = Long.parseLong(match.group(2)) - first + 1;
    if (length <= 0) {
      throw new Failure(416, Code.BLOB_UPLOAD_INVALID, "Content-Range ends before it begins");
    }
    return Optional.of(new ByteRange(first, length));
  }

  /** As {@code Content-Range} of an answer. */
  String of(long size) {
    return "bytes " + first + "-" + (first + length - 1) + "/" + size;
  }
}
