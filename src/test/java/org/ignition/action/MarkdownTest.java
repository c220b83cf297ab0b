package org.ignition.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.regex.Pattern;
import org.ignition.testing.HostileText;
import org.junit.jupiter.api.Test;

class MarkdownTest {

  private static final Pattern ACTIVE = Pattern.compile("[<>|`*_\\[\\]\\\\@\\n\\r]|&(?!#\\d+;)");

  @Test
  void leavesPlainWordsAlone() {
    assertEquals("v1.2.3, é 😀 a/b", Markdown.text("v1.2.3, é 😀 a/b"));
  }

  @Test
  void turnsMarkupIntoReferences() {
    assertEquals(
        "&#60;img&#62; &#124; &#91;x&#93;&#40;y&#41; &#64;octocat &#38;amp;",
        Markdown.text("<img> | [x](y) @octocat &amp;"));
  }

  @Test
  void keepsACellOnOneLine() {
    assertEquals("a b", Markdown.text("a\nb"));
    assertEquals("a<br>b", Markdown.lines("a\r\nb"));
    assertEquals("<code>a&#96;b</code>", Markdown.code("a`b"));
  }

  @Test
  void fencesCodeThatCannotLeaveItsFence() {
    assertEquals("```sql\nSELECT 1\n  + `x`\n```", Markdown.block("sql", "SELECT 1\r\n  + `x`"));
    assertEquals(
        "<pre>a<br>&#96;&#96;&#96;<br>&#60;/pre&#62;</pre>",
        Markdown.block("sql", "a\n```\n</pre>"));
  }

  @Test
  void leavesNothingActiveOfHostileText() {
    HostileText.all()
        .map(Markdown::text)
        .forEach(text -> assertFalse(ACTIVE.matcher(text).find(), text));
  }
}
