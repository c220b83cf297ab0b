package org.ignition.migration.rehearsal.observe;

import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(of("DEBUG", "rewriting table \"x\"")).hasSize(1);
    assertThat(of("DEBUG", "verifying table \"x\"")).hasSize(1);
    assertThat(of("DEBUG", "building index \"i\" on table \"x\" serially")).hasSize(1);
    assertThat(of("NOTICE", "relation \"x\" already exists, skipping")).hasSize(1);
    assertThat(of("NOTICE", "identifier \"xx\" will be truncated to \"x\"")).hasSize(1);
  }

  @Test
  void dropsWhatOthersSay() {
    assertThat(of("DEBUG", "EventTriggerInvoke 16400")).isEmpty();
    assertThat(of("NOTICE", "rewriting table \"x\"")).isEmpty();
    assertThat(of("WARNING", "hello")).isEmpty();
  }

  @Test
  void bounds() {
    ServerMessage long1 = new ServerMessage("DEBUG", "verifying table " + "😀".repeat(400), "");
    List<String> kept = Reasons.of(Collections.nCopies(500, long1));
    assertThat(kept).hasSize(100).allMatch(text -> text.codePointCount(0, text.length()) == 301);
  }
}
