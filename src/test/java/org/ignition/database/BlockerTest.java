package org.ignition.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.ignition.image.Quoted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /** Other sessions' values may be passwords, and the last may be cut off. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          ALTER ROLE ann PASSWORD 's3cret' VALID UNTIL 'x' => ALTER ROLE ann PASSWORD '…' VALID UNTIL '…'
          UPDATE users SET hash = 'a''s3cret', age = 7 => UPDATE users SET hash = '…', age = 7
          UPDATE t SET a = 'C:\\', b = 's3cret' => UPDATE t SET a = '…', b = '…'
          SELECT E'a\\'s3cret', e'\\\\' || 's3cret' => SELECT '…', '…' || '…'
          SELECT $$s3cret$$ || $a$ $b$ s3cret $a$ FROM t => SELECT '…' || '…' FROM t
          INSERT INTO t VALUES ('s3cre => INSERT INTO t VALUES ('…'
          SELECT $tag$s3cre => SELECT '…'
          SELECT E'a\\'s3cret\\ => SELECT '…'
          SELECT a$x$, 'it$x$s3cret' => SELECT a$x$, '…'
          /* it's */ ALTER ROLE ann PASSWORD 's3cret' => … ALTER ROLE ann PASSWORD '…'
          SELECT 1 /* a /* b */ don't */, 's3cret' => SELECT 1 …, '…'
          SELECT 1 /* cut /* off 's3cre => SELECT 1 …
          SELECT 1 - 1 / 2 * "--", 's3cret' -- don't => SELECT 1 - 1 / 2 * "--", '…' …
          SELECT "it's", $1 FROM "s" => SELECT "it's", $1 FROM "s"
          """)
  void showsNoValuesOfOthers(String query, String shown) {
    String described = described("active", query);
    assertTrue(described.endsWith(Quoted.of(shown)), described);
    assertFalse(described.contains("s3cre"), described);
  }

  @Test
  void showsNoValuesAfterACommentOnALineOfItsOwn() {
    String described = described("active", "-- don't, 5\" of it\nSELECT 's3cret \"x\"'");
    assertTrue(described.endsWith(Quoted.of("…\nSELECT '…'")), described);
  }

  @Test
  void saysWhyItDoesNotShowWhatOthersDo() {
    assertEquals(
        "pid 42 (ann, psql) what it does is shown to members of pg_read_all_stats",
        described("", "<insufficient privilege>"));
  }
}
