package org.ignition.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import org.ignition.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract that {@link GitHubCommentsTest} relies on can be broken. */
class CommentContractTest {

  @Test
  void takesACommentOfTheGreatestLengthAndNoneLonger() {
    assertEquals(List.of(), problems("written", body(65_536)));
    assertNotEquals(List.of(), problems("written", body(65_537)));
  }

  private static String body(int length) {
    return Json.compact(Map.of("body", "x".repeat(length)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "written | {}",
        "written | {\"body\": null}",
        "written | {\"body\": \"x\", \"in_reply_to\": 1}",
        "comment | {\"id\": 1, \"body\": \"x\"}",
        "comments | {}",
        "invalid | {\"message\": \"x\"}",
        "error | {\"message\": 1}"
      })
  void refusesWhatGitHubDoesNotDescribe(String definition, String json) {
    assertNotEquals(List.of(), problems(definition, json));
  }

  private static List<String> problems(String definition, String json) {
    return CommentContract.problems(definition, json).toList();
  }
}
