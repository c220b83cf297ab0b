package org.ignition.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;

/**
 * A content digest: {@code sha256:} and 64 lower-case hex digits (OCI image-spec 1.1, descriptor).
 * Other algorithms are legal there but no registry uses them.
 *
 * @param value the whole text
 */
public record Digest(String value) implements Selector {

  private static final String PREFIX = "sha256:";
  private static final int LENGTH = PREFIX.length() + 64;

  /**
   * @throws InputException when {@code value} is not of the form
   */
  public Digest {
    if (!isDigest(value)) {
      throw new InputException(
          Problem.of(
              ErrorCode.IMAGE_NAME_INVALID,
              "Not a digest: " + Quoted.of(value),
              "A digest names exact bytes, so nothing else can stand for it",
              "Give sha256: and 64 lower-case hex digits"));
    }
  }

  /** Whether {@code text} is a digest, for input that may be one. */
  public static boolean isDigest(String text) {
    return text.length() == LENGTH
        && text.startsWith(PREFIX)
        && text.chars().skip(PREFIX.length()).allMatch(Digest::isHex);
  }

  private static boolean isHex(int character) {
    return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
  }

  /** The digest of {@code bytes}. */
  public static Digest of(byte[] bytes) {
    return ofHash(sha256().digest(bytes));
  }

  /** The digest that a finished SHA-256 computation gives. Resets {@code computation}. */
  public static Digest of(MessageDigest computation) {
    return ofHash(computation.digest());
  }

  private static Digest ofHash(byte[] hash) {
    return new Digest(PREFIX + HexFormat.of().formatHex(hash));
  }

  /** A new SHA-256 computation, to be fed while streaming. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The 64 hex digits. */
  public String hex() {
    return value.substring(PREFIX.length());
  }

  /** Enough of the digest for a person to compare two of them. */
  public String abbreviated() {
    return value.substring(0, PREFIX.length() + 12);
  }

  @Override
  public String toString() {
    return value;
  }
}
