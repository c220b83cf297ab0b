package org.ignition.backup.s3;

import java.util.Set;

/** What an answer that is no success means (Amazon S3, “Error responses”, and what others add). */
enum S3Refusal {
  NO_BUCKET,
  OTHER_REGION,
  KEYS,
  CLOCK,
  FORBIDDEN,
  /** No room, or a quota is used up. */
  FULL,
  /** It may be different in a while. */
  BUSY,
  OTHER;

  private static final Set<String> REGIONS =
      Set.of(
          "PermanentRedirect",
          "TemporaryRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException",
          "InvalidRegionName");

  private static final Set<String> KEY_TROUBLES =
      Set.of(
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidToken",
          "ExpiredToken",
          "TokenRefreshRequired",
          "InvalidSecurity",
          "NotSignedUp",
          "Unauthorized");

  private static final Set<String> CLOCKS = Set.of("RequestTimeTooSkewed", "RequestExpired");

  private static final Set<String> NO_ROOM =
      Set.of(
          "QuotaExceeded",
          "StorageFull",
          "XMinioStorageFull",
          "XMinioAdminBucketQuotaExceeded",
          "InsufficientStorage");

  private static final int MOVED = 301;
  private static final int UNAUTHORIZED = 401;
  private static final int NO = 403;
  private static final int TIMEOUT = 408;
  private static final int TOO_MANY = 429;
  private static final int FAILURE = 500;
  private static final int NOT_IMPLEMENTED = 501;
  private static final int NO_STORAGE = 507;

  /**
   * The meaning.
   *
   * @param code of the error's XML; empty where it had none
   */
  static S3Refusal of(int status, String code) {
    if (code.equals("NoSuchBucket")) {
      return NO_BUCKET;
    }
    if (REGIONS.contains(code) || status == MOVED) {
      return OTHER_REGION;
    }
    if (KEY_TROUBLES.contains(code) || status == UNAUTHORIZED) {
      return KEYS;
    }
    if (CLOCKS.contains(code)) {
      return CLOCK;
    }
    if (NO_ROOM.contains(code) || status == NO_STORAGE) {
      return FULL;
    }
    return status == NO ? FORBIDDEN : byStatus(status);
  }

  private static S3Refusal byStatus(int status) {
    boolean temporary = status == TIMEOUT || status == TOO_MANY || status >= FAILURE;
    return temporary && status != NOT_IMPLEMENTED ? BUSY : OTHER;
  }

  /** Whether everything else that is asked would be answered so, too. */
  boolean isAboutAll() {
    return switch (this) {
      case NO_BUCKET, OTHER_REGION, KEYS, CLOCK, BUSY -> true;
      case FORBIDDEN, FULL, OTHER -> false;
    };
  }
}
