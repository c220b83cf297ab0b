package org.ignition.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What people read of a session that is in the way. */
class BlockerTest {

  private static String described(String state, String query) {
    return new Blocker(42, "ann", "psql", state, query, Duration.ofSeconds(95)).described();
  }

  @Test
  void saysWhoDoesWhatAndForHowLong() {
    assertEquals(
        "pid 42 (ann, psql, idle in transaction for 1 min 35 s) \"SELECT 1\"",
        described("idle in transaction", "SELECT 1"));
  }

  @Test
  void saysWhyItDoesNotShowWhatOthersDo() {
    assertEquals(
        "pid 42 (ann, psql) what it does is shown to members of pg_read_all_stats",
        described("", "<insufficient privilege>"));
  }
}
