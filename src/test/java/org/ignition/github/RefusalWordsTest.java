package org.ignition.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ignition.migration.report.Commented;
import org.ignition.testing.HostileText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalWordsTest {

  private static final String TOKEN = "v1.own-token";
  private static final RefusalWords WORDS = new RefusalWords(TOKEN);
  private static final Limits NONE = new Limits(Optional.empty(), false, Optional.empty());

  private static String said(Reason reason, String message) {
    return WORDS.of(new Refusal(403, reason, message, NONE)).sentence();
  }

  @Test
  void saysSomethingElseForEachReason() {
    Set<String> sentences =
        Arrays.stream(Reason.values()).map(reason -> said(reason, "")).collect(Collectors.toSet());
    assertEquals(Reason.values().length, sentences.size(), sentences::toString);
  }

  @ParameterizedTest
  @EnumSource
  void repeatsNoToken(Reason reason) {
    String sentence = said(reason, TOKEN + " ghs_abc github_pat_def_1 ghp_ghi");
    for (String secret : new String[] {"own-token", "abc", "def", "ghi"}) {
      assertFalse(sentence.contains(secret), sentence);
    }
  }

  @Test
  void staysOneLineWhateverGitHubSays() {
    HostileText.all()
        .forEach(message -> {
          String sentence = said(Reason.FORBIDDEN, message);
          assertEquals(1, sentence.lines().count(), sentence);
          assertTrue(sentence.codePoints().noneMatch(Character::isISOControl), sentence);
          assertTrue(sentence.startsWith("No comment on the pull request: "), sentence);
        });
  }

  @Test
  void cutsWhatIsLong() {
    String sentence = said(Reason.FORBIDDEN, "x".repeat(10_000));
    assertTrue(sentence.length() < 400, sentence);
  }

  @Test
  void saysWhenTheLimitEnds() {
    Limits limits =
        new Limits(Optional.empty(), true, Optional.of(Instant.parse("2026-01-15T10:45:00Z")));
    assertEquals(
        new Commented.Failed(
            "GitHub's limit of requests for the token is used up until 2026-01-15 10:45 UTC (429)."
                + " Run it again then"),
        WORDS.of(new Refusal(429, Reason.USED_UP, "", limits)));
  }

  @Test
  void saysHowLongToWait() {
    Limits limits = new Limits(Optional.of(Duration.ofSeconds(90)), false, Optional.empty());
    assertEquals(
        new Commented.Failed("GitHub asks to come back later, in 90 s (403). Run it again then"),
        WORDS.of(new Refusal(403, Reason.HASTE, "", limits)));
  }

  @Test
  void keepsTheTokenOutOfTexts() {
    assertFalse(WORDS.toString().contains(TOKEN));
  }
}
