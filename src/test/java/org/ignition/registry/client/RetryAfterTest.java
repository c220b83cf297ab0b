package org.ignition.registry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void readsSeconds() {
    assertEquals(Optional.of(Duration.ofSeconds(121)), RetryAfter.parse(" 121 ", NOW));
  }

  @Test
  void readsDate() {
    assertEquals(
        Optional.of(Duration.ofSeconds(30)),
        RetryAfter.parse("Sun, 01 Mar 2026 12:00:30 GMT", NOW));
  }

  @Test
  void waitsForNothingInThePast() {
    assertEquals(
        Optional.of(Duration.ZERO), RetryAfter.parse("Sun, 01 Mar 2026 11:00:00 GMT", NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "soon", "99999999999", "Mon, 01 Mar 2026 12:00:30 GMT"})
  void doesWithoutWhatItCannotRead(String value) {
    assertEquals(Optional.empty(), RetryAfter.parse(value, NOW));
  }
}
