package org.ignition.migration.rehearsal.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.ignition.database.ServerMessage;
import org.junit.jupiter.api.Test;

class ReasonsTest {

  private static List<String> of(String severity, String message) {
    return Reasons.of(List.of(new ServerMessage(severity, message, "")));
  }

  @Test
  void keepsWhatTheServerDid() {
    assertEquals(1, of("DEBUG", "rewriting table \"x\"").size());
    assertEquals(1, of("DEBUG", "verifying table \"x\"").size());
    assertEquals(1, of("DEBUG", "building index \"i\" on table \"x\" serially").size());
    assertEquals(1, of("NOTICE", "relation \"x\" already exists, skipping").size());
    assertEquals(1, of("NOTICE", "identifier \"xx\" will be truncated to \"x\"").size());
  }

  @Test
  void dropsWhatOthersSay() {
    assertTrue(of("DEBUG", "EventTriggerInvoke 16400").isEmpty());
    assertTrue(of("NOTICE", "rewriting table \"x\"").isEmpty());
    assertTrue(of("WARNING", "hello").isEmpty());
  }

  @Test
  void bounds() {
    ServerMessage long1 = new ServerMessage("DEBUG", "verifying table " + "😀".repeat(400), "");
    List<String> kept = Reasons.of(Collections.nCopies(500, long1));
    assertEquals(100, kept.size());
    assertTrue(kept.stream().allMatch(text -> text.codePointCount(0, text.length()) == 301));
  }
}
