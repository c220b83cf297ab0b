package org.ignition.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes that others read, and that anybody can have written. */
class LockNoteTest {

  @Test
  void readsWellWhereItIsPlain() {
    assertEquals(
        "ignition-release actor=ann run=https://github.com/acme/shop/actions/runs/1",
        new LockNote("ann", "https://github.com/acme/shop/actions/runs/1").text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*/ DROP", "/*", "a b", "a=b run=c", "%41", "+", "\n\r\0", "Zoë 🦊", "'\"\\`$"})
  void comesBackAsItWas(String hostile) {
    LockNote note = new LockNote(hostile, hostile);
    assertEquals(note, LockNote.parse("/* " + note.text() + " */ SELECT 1"));
    assertFalse(note.text().contains("*"));
    assertEquals(3, note.text().split(" ", -1).length);
  }

  @Test
  void isCutAtWholeCharacters() {
    LockNote note = new LockNote("ü".repeat(1000), "🦊".repeat(1000));
    assertTrue(note.text().length() < 900);
    LockNote read = LockNote.parse(note.text());
    assertTrue("ü".repeat(1000).startsWith(read.actor()) && read.actor().length() > 20);
    assertTrue("🦊".repeat(1000).startsWith(read.runUrl()) && read.runUrl().length() > 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SELECT 1", "<insufficient privilege>", "/* ignition-release */"})
  void saysNothingWhereNobodyWroteIt(String text) {
    assertEquals(new LockNote("", ""), LockNote.parse(text));
  }

  @Test
  void keepsWhatIsNoEncoding() {
    assertEquals("100%zz", LockNote.parse("ignition-release actor=100%zz run=").actor());
  }
}
