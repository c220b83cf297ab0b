package org.ignition.migration.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.ignition.migration.rule.Rule;
import org.junit.jupiter.api.Test;

class StickyCommentTest {

  @Test
  void beginsWithTheMarkerOfItsFolder() {
    StickyComment comment = StickyComment.of(Reports.refused());
    assertEquals(
        "<!-- ignition-release: check-migrations folder=db/migrations -->", comment.marker());
    assertTrue(comment.body().startsWith(comment.marker() + "\n## Migrations refused"));
  }

  @Test
  void isNotEndedByAFolder() {
    CheckReport report = Reports.untouched();
    StickyComment comment =
        StickyComment.of(
            new CheckReport(
                Path.of("a--> <b>\n@all"),
                report.database(),
                report.result(),
                report.base(),
                0,
                0,
                Duration.ZERO,
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    assertEquals(
        "<!-- ignition-release: check-migrations folder=a%2d%2d%3e%20%3cb%3e%0a%40all -->",
        comment.marker());
  }

  @Test
  void isAddedOnlyWhereThereIsSomethingToSay() {
    assertTrue(StickyComment.of(Reports.refused()).worthAdding());
    assertFalse(StickyComment.of(Reports.untouched()).worthAdding());
    assertTrue(
        StickyComment.of(
                Reports.report(new BaseVerdict.Unknown("x", "y"), List.of(), List.of(), List.of()))
            .worthAdding());
  }

  @Test
  void isCutToWhatGitHubTakes() {
    CheckReport large =
        Reports.report(
            Reports.BASE,
            List.of(),
            IntStream.range(0, 50)
                .mapToObj(i -> Reports.finding(Rule.L1, i + ".sql", 1, "é".repeat(1500), "SELECT"))
                .toList(),
            List.of());
    String body = StickyComment.of(large).body();
    int bytes = body.getBytes(StandardCharsets.UTF_8).length;
    assertTrue(bytes <= StickyComment.MOST_BYTES, bytes + "");
    assertTrue(bytes > StickyComment.MOST_BYTES / 2, bytes + "");
    assertTrue(body.endsWith("_This comment was cut; the summary of the run has everything._\n"));
  }
}
