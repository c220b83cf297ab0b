package org.ignition.backup.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3RefusalTest {

  @ParameterizedTest
  @CsvSource({
    "404, NoSuchBucket, NO_BUCKET",
    "301, '', OTHER_REGION",
    "307, TemporaryRedirect, OTHER_REGION",
    "400, AuthorizationHeaderMalformed, OTHER_REGION",
    "403, SignatureDoesNotMatch, KEYS",
    "401, '', KEYS",
    "403, RequestTimeTooSkewed, CLOCK",
    "403, AccessDenied, FORBIDDEN",
    "403, '', FORBIDDEN",
    "507, '', FULL",
    "403, QuotaExceeded, FULL",
    "408, '', BUSY",
    "429, TooManyRequests, BUSY",
    "503, SlowDown, BUSY",
    "500, InternalError, BUSY",
    "501, NotImplemented, OTHER",
    "400, InvalidArgument, OTHER",
    "405, MethodNotAllowed, OTHER"
  })
  void tellsWhatAnAnswerMeans(int status, String code, S3Refusal meaning) {
    assertEquals(meaning, S3Refusal.of(status, code));
  }
}
