package org.ignition.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MarkdownCutTest {

  @Test
  void leavesAloneWhatFits() {
    String markdown = "é".repeat(1024);
    assertEquals(markdown, MarkdownCut.within(markdown, 2048, "note"));
  }

  @Test
  void cutsBetweenLinesAndClosesWhatIsOpen() {
    String markdown = "<details>\n```sql\n" + "SELECT '😀';\n".repeat(500);
    String cut = MarkdownCut.within(markdown, 4096, "note\n");
    assertTrue(cut.getBytes(StandardCharsets.UTF_8).length <= 4096);
    assertTrue(cut.endsWith("SELECT '😀';\n```\n\n</details>\nnote\n"), cut);
  }
}
