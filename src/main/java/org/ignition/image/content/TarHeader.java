package org.ignition.image.content;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One 512-byte header block (POSIX.1-1988 ustar, with GNU's base-256 numbers). Where writers and
 * readers differ this reads as Go's {@code archive/tar} does, since container engines read layers
 * with that.
 */
final class TarHeader {

  static final int BLOCK = 512;

  private static final int CHECKSUM_OFFSET = 148;
  private static final int CHECKSUM_LENGTH = 8;

  private final byte[] block;

  TarHeader(byte[] block) {
    this.block = block;
  }

  boolean isZero() {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** Refuses a block whose checksum is not the sum of its bytes. */
  TarHeader checked() throws MalformedContentException {
    long stored = octal(CHECKSUM_OFFSET, CHECKSUM_LENGTH);
    long unsigned = 0;
    long signed = 0;
    for (int i = 0; i < BLOCK; i++) {
      boolean isSum = i >= CHECKSUM_OFFSET && i < CHECKSUM_OFFSET + CHECKSUM_LENGTH;
      unsigned += isSum ? ' ' : block[i] & 0xff;
      signed += isSum ? ' ' : block[i];
    }
    if (stored != unsigned && stored != signed) {
      throw new MalformedContentException("it is not a tar, or its tar headers are damaged");
    }
    return this;
  }

  char flag() {
    return (char) (block[156] & 0xff);
  }

  String name() {
    String prefix = isUstar() ? text(345, 155) : "";
    return prefix.isEmpty() ? text(0, 100) : prefix + "/" + text(0, 100);
  }

  String linkName() {
    return text(157, 100);
  }

  long size() throws MalformedContentException {
    return (block[124] & 0x80) == 0 ? octal(124, 12) : base256(124, 12);
  }

  /** Whether old GNU sparse extension blocks follow. */
  boolean isExtended() {
    return block[482] != 0;
  }

  private boolean isUstar() {
    return new String(block, 257, 6, StandardCharsets.ISO_8859_1).equals("ustar\0");
  }

  private String text(int offset, int length) {
    int end = offset;
    while (end < offset + length && block[end] != 0) {
      end++;
    }
    return new String(block, offset, end - offset, StandardCharsets.UTF_8);
  }

  private long octal(int offset, int length) throws MalformedContentException {
    String digits =
        new String(block, offset, length, StandardCharsets.ISO_8859_1).replace('\0', ' ').strip();
    if (!digits.matches("[0-7]{0,20}")) {
      throw new MalformedContentException("it is not a tar, or its tar headers are damaged");
    }
    return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
  }

  private long base256(int offset, int length) throws MalformedContentException {
    byte[] field = Arrays.copyOfRange(block, offset, offset + length);
    boolean negative = (field[0] & 0x40) != 0;
    long number = field[0] & 0x3f;
    for (int i = 1; i < length; i++) {
      if (number >> 54 != 0) {
        throw new MalformedContentException("a tar header names an impossible size");
      }
      number = (number << 8) | (field[i] & 0xff);
    }
    if (negative) {
      throw new MalformedContentException("a tar header names a negative size");
    }
    return number;
  }
}
