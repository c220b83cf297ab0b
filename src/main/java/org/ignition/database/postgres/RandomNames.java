package org.ignition.database.postgres;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names and passwords that nobody guesses. */
final class RandomNames {

  /** What every database and role of ours begins with, at a server of somebody else's too. */
  static final String PREFIX = "ignition_rehearsal_";

  private static final int NAME_BYTES = 8;
  private static final int PASSWORD_BYTES = 24;

  private static final Pattern FORM = Pattern.compile(PREFIX + "([0-9a-f]{8})_[0-9a-f]{16}");
  private static final int HEXADECIMAL = 16;

  private final SecureRandom random;
  private final InstantSource clock;

  RandomNames(SecureRandom random, InstantSource clock) {
    this.random = random;
    this.clock = clock;
  }

  /** Says when it was made, in seconds since 1970, as databases don't; needs no quotes in SQL. */
  String next() {
    return "%s%08x_%s"
        .formatted(
            PREFIX, clock.instant().getEpochSecond(), HexFormat.of().formatHex(bytes(NAME_BYTES)));
  }

  /** Whether {@code name} was made here, and longer than {@code age} ago. */
  boolean isOlder(String name, Duration age) {
    Matcher form = FORM.matcher(name);
    return form.matches()
        && Instant.ofEpochSecond(Long.parseLong(form.group(1), HEXADECIMAL))
            .isBefore(clock.instant().minus(age));
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
