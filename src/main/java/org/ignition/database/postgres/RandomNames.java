package org.ignition.database.postgres;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Names and passwords that nobody guesses. */
final class RandomNames {

  /** What every database and role of ours begins with, at a server of somebody else's too. */
  static final String PREFIX = "ignition_rehearsal_";

  private static final int NAME_BYTES = 8;
  private static final int PASSWORD_BYTES = 24;

  private final SecureRandom random;

  RandomNames(SecureRandom random) {
    this.random = random;
  }

  /** Needs no quotes in SQL. */
  String next() {
    return PREFIX + HexFormat.of().formatHex(bytes(NAME_BYTES));
  }

  /** Letters, digits, hyphens and underscores. */
  String password() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(PASSWORD_BYTES));
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
