package org.ignition.github;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonTest {

  private static final Limits NONE = new Limits(Optional.empty(), false, Optional.empty());
  private static final Limits USED_UP = new Limits(Optional.empty(), true, Optional.empty());
  private static final Limits PAUSE =
      new Limits(Optional.of(Duration.ofSeconds(60)), false, Optional.empty());

  /** As GitHub says it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PERMISSION | Resource not accessible by integration",
        "PERMISSION | Resource not accessible by personal access token",
        "PERMISSION | Must have admin rights to Repository.",
        "PERMISSION | Must have push access to repository",
        "SIGN_ON | Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization.",
        "LOCKED | Unable to create comment because issue is locked.",
        "ARCHIVED | Repository was archived so is read-only.",
        "SUSPENDED | Sorry. Your account was suspended.",
        "SUSPENDED | This installation has been suspended",
        "SUSPENDED | User is blocked",
        "ADDRESS | Although you appear to have the correct authorization credentials, the `acme` organization has an IP allow list enabled, and your IP address 192.0.2.1 is not permitted to access this resource.",
        "ADDRESS | the `archived` organization has an IP allow list enabled",
        "USED_UP | API rate limit exceeded for installation ID 7.",
        "HASTE | You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
        "HASTE | You have triggered an abuse detection mechanism. Please wait a few minutes before you try again.",
        "FORBIDDEN | Repository access blocked",
        "FORBIDDEN | `acme` forbids access via a personal access token (classic).",
        "FORBIDDEN | ''"
      })
  void tellsReasonsOf403Apart(Reason reason, String message) {
    assertEquals(reason, Reason.of(403, message, NONE));
  }

  @Test
  void tellsLimitsByHeadersToo() {
    assertEquals(Reason.USED_UP, Reason.of(403, "", USED_UP));
    assertEquals(Reason.HASTE, Reason.of(403, "", PAUSE));
    assertEquals(Reason.USED_UP, Reason.of(429, "", USED_UP));
    assertEquals(Reason.HASTE, Reason.of(429, "", PAUSE));
    assertEquals(Reason.HASTE, Reason.of(429, "", NONE));
    assertEquals(Reason.USED_UP, Reason.of(429, "API rate limit exceeded", PAUSE));
  }

  @Test
  void takesTheLastRequestOfAnHourForNoLimit() {
    assertEquals(
        Reason.PERMISSION, Reason.of(403, "Resource not accessible by integration", USED_UP));
  }

  @ParameterizedTest
  @CsvSource({"401,TOKEN", "404,UNKNOWN", "410,OTHER", "422,INVALID", "500,OTHER"})
  void goesByTheStatusElsewhere(int status, Reason reason) {
    assertEquals(reason, Reason.of(status, "API rate limit exceeded; issue is locked", PAUSE));
  }

  @Test
  void readsLimits() {
    Map<String, String> headers =
        Map.of(
            "Retry-After", "60", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1768473900");
    assertEquals(
        new Limits(
            Optional.of(Duration.ofMinutes(1)),
            true,
            Optional.of(Instant.parse("2026-01-15T10:45:00Z"))),
        Limits.of(headers::get));
    assertEquals(NONE, Limits.of(_ -> null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "soon", "99999999999999999999", "٣", "1\n::error::"})
  void readsNoNumbersIntoWhatIsNone(String text) {
    assertEquals(NONE, Limits.of(_ -> text));
  }
}
