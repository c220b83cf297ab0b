package org.ignition.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.ignition.config.ImageSettings;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.image.CommitSha;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunnerFactsTest {

  private static final CommitSha SHA = new CommitSha("0123456789".repeat(4));

  @TempDir Path folder;

  @Test
  void saysNothingAtATerminal() {
    assertEquals(RunnerFacts.NONE, RunnerFacts.of(Map.of("PATH", "/bin"), _ -> "never read"));
  }

  @Test
  void readsThePayloadThatTheEnvironmentNames() {
    Map<String, String> environment = Runs.environment("push", SHA.hex(), "refs/heads/main");
    RunnerFacts facts = RunnerFacts.of(environment, Path::toString);
    assertEquals(Optional.of("/github/workflow/event.json"), facts.event());
    assertEquals(Optional.of(Path.of("/github/workspace")), facts.workspace());
  }

  @Test
  void readsAPayloadFromTheDisk() throws IOException {
    Path file = Files.writeString(folder.resolve("event.json"), "{\"é\":1}");
    assertEquals("{\"é\":1}", EventFile.ON_DISK.read(file));
  }

  @Test
  void refusesAPayloadThatIsMissing() {
    assertEquals(
        ErrorCode.SOURCE_EVENT_INVALID,
        assertThrows(InputException.class, () -> EventFile.ON_DISK.read(folder.resolve("no")))
            .code());
  }

  @Test
  void refusesAPayloadOf100Megabytes() throws IOException {
    Path file = folder.resolve("event.json");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(100 << 20);
    }
    InputException refused = assertThrows(InputException.class, () -> EventFile.ON_DISK.read(file));
    assertTrue(refused.problem().what().contains("larger than 32 MiB"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "[]",
        "{",
        "{\"pull_request\": 5}",
        "{\"pull_request\": {}}",
        "{\"pull_request\": {\"head\": {}}}",
        "{\"pull_request\": {\"head\": {\"sha\": [1]}}}",
        "{\"pull_request\": {\"number\": \"x\", \"head\": {\"sha\": \"a\"}}}",
        "{\"repository\": \"acme/shop\"}",
        "{\"repository\": {\"default_branch\": {}}}",
        "{\"base_ref\": []}",
        "{\"head_commit\": {\"timestamp\": \"yesterday\"}}",
        "{\"a\": 1, \"a\": 2}",
      })
  void refusesAPayloadThatIsNotOfItsForm(String payload) {
    assertEquals(ErrorCode.SOURCE_EVENT_INVALID, refused(payload).code());
  }

  @Test
  void refusesAPayloadThatIsNestedWithoutEnd() {
    assertEquals(ErrorCode.SOURCE_EVENT_INVALID, refused("{\"a\":".repeat(100_000)).code());
  }

  @Test
  void takesNullForNothing() {
    Event event = Event.parse("{\"pull_request\":null,\"base_ref\":null,\"head_commit\":null}");
    assertEquals(Event.NONE, event);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "012345678901234567890123456789012345678",
        "01234567890123456789012345678901234567890",
        "0123456789012345678901234567890123456789012345678901234567890123",
        "ABCDEF7890ABCDEF7890ABCDEF7890ABCDEF7890",
        "012345678901234567890123456789012345678\\n",
        "HEAD"
      })
  void refusesAHeadThatIsNoFullSha(String sha) {
    String payload = "{\"pull_request\":{\"number\":1,\"head\":{\"sha\":\"" + sha + "\"}}}";
    InputException refused = refused(payload);
    assertEquals(ErrorCode.SOURCE_SHA_INVALID, refused.code());
    assertFalse(refused.problem().what().contains("\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123", "01234567890123456789012345678901234567\n9", "zz"})
  void refusesARunnersShaThatIsNone(String sha) {
    Map<String, String> environment = Runs.environment("push", sha, "refs/heads/main");
    assertEquals(
        ErrorCode.SOURCE_SHA_INVALID,
        assertThrows(InputException.class, () -> read(RunnerFacts.of(environment, _ -> "{}")))
            .code());
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB_REF, 'refs/heads/a\nb'",
    "GITHUB_REF, refs/heads/a b",
    "GITHUB_REF, refs/heads/../x",
    "GITHUB_REF, refs/heads/",
    "GITHUB_REF, main",
    "GITHUB_REPOSITORY, acme",
    "GITHUB_REPOSITORY, a/b/c",
    "GITHUB_REPOSITORY, 'acme/shop\n::error::x'",
    "GITHUB_SERVER_URL, file:///etc",
    "GITHUB_SERVER_URL, javascript:alert(1)",
    "GITHUB_RUN_ID, ../1",
    "GITHUB_RUN_ATTEMPT, x",
    "GITHUB_ACTOR, 'a\n::warning::b'",
    "GITHUB_EVENT_NAME, 'push\n'",
  })
  void refusesVariablesThatNoRunnerSets(String name, String value) {
    Map<String, String> environment = Runs.environment("push", SHA.hex(), "refs/heads/main");
    environment.put(name, value);
    InputException refused =
        assertThrows(InputException.class, () -> read(RunnerFacts.of(environment, _ -> "{}")));
    assertEquals(ErrorCode.SOURCE_EVENT_INVALID, refused.code());
    assertFalse(refused.problem().what().contains("\n"), refused::getMessage);
  }

  @Test
  void refusesAPullRequestWithoutPayload() {
    Map<String, String> environment =
        Runs.environment("pull_request", SHA.hex(), "refs/pull/1/merge");
    assertEquals(
        ErrorCode.SOURCE_EVENT_INVALID,
        assertThrows(InputException.class, () -> read(RunnerFacts.of(environment, _ -> "{}")))
            .code());
  }

  private InputException refused(String payload) {
    RunnerFacts facts = Runs.push(SHA, "refs/heads/main", payload);
    return assertThrows(InputException.class, () -> read(facts));
  }

  private SourceFacts read(RunnerFacts facts) {
    return SourceReader.read(SourceRequest.of(folder, facts, ImageSettings.DEFAULTS));
  }
}
