package org.ignition.migration.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionTextTest {

  private static SessionText text(int majorVersion) {
    return new SessionText("UTC", Duration.ofSeconds(1), majorVersion);
  }

  @Test
  void asksNoServerForWhatItLacks() {
    assertEquals("", text(14).flush());
    assertTrue(text(15).flush().contains("pg_stat_force_next_flush"));
  }

  @Test
  void quotesNamesOfTimeZones() {
    assertTrue(
        new SessionText("a'b", Duration.ofSeconds(1), 17)
            .settings(false)
            .contains("SET TimeZone = 'a''b';"));
  }
}
