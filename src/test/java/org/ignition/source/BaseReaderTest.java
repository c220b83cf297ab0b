package org.ignition.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.image.CommitSha;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseReaderTest {

  private static final Path FOLDER = Path.of("db/migrations");

  @TempDir Path folder;
  SampleRepository sample;
  CommitSha parted;
  CommitSha head;
  CommitSha main;

  /** Main went on after the pull request parted from it. */
  @BeforeEach
  void part() throws Exception {
    sample = SampleRepository.in(folder.resolve("work"));
    parted = sample.file("db/migrations/1_a.up.sql", "SELECT 1;\n").file("other.sql", "").commit();
    sample.branch("feature");
    head = sample.file("db/migrations/3_c.up.sql", "SELECT 3;\n").commit();
    sample.checkout("main");
    main = sample.file("db/migrations/2_b.up.sql", "SELECT 2;\n").commit();
  }

  @AfterEach
  void close() {
    sample.close();
  }

  private static Base read(Path workspace, RunnerFacts runner, String... asked) {
    return BaseReader.read(
        new BaseRequest(
            workspace, runner, FOLDER, List.of(asked).stream().findFirst(), Optional.empty()));
  }

  private static Base.Found found(Base base) {
    return assertInstanceOf(Base.Found.class, base, base::toString);
  }

  private static Base.Unknown unknown(Base base) {
    return assertInstanceOf(Base.Unknown.class, base, base::toString);
  }

  private static RunnerFacts pullRequest(CommitSha sha, CommitSha head, CommitSha base) {
    return RunnerFacts.of(
        Runs.environment("pull_request", sha.hex(), "refs/pull/12/merge"),
        _ ->
            "{\"pull_request\":{\"number\":12,\"head\":{\"sha\":\"%s\"},\"base\":{\"sha\":\"%s\"}}}"
                .formatted(head, base));
  }

  private static RunnerFacts push(CommitSha sha, String before) {
    return Runs.push(
        sha,
        "refs/heads/main",
        "{\"before\":\"%s\",\"repository\":{\"default_branch\":\"main\"}}".formatted(before));
  }

  private CommitSha mergeCommit() throws Exception {
    sample.branch("merged");
    return sample.merge(head);
  }

  @Nested
  class OnAPullRequest {

    @Test
    void isTheFirstParentOfTheMergeCommit() throws Exception {
      CommitSha merge = mergeCommit();
      Base.Found base = found(read(sample.folder(), pullRequest(merge, head, parted)));
      assertEquals(main, base.sha());
      assertEquals(
          List.of(FOLDER.resolve("1_a.up.sql"), FOLDER.resolve("2_b.up.sql")),
          base.tree().files(FOLDER));
      assertArrayEquals(
          "SELECT 2;\n".getBytes(StandardCharsets.UTF_8),
          base.tree().read(FOLDER.resolve("2_b.up.sql")));
    }

    @Test
    void needsTwoCommitsOfDepth() throws Exception {
      CommitSha merge = mergeCommit();
      sample.checkout("main").file("later.txt", "").commit();
      sample.checkout("merged");
      try (SampleRepository one = sample.clone(folder.resolve("one"), 1);
          SampleRepository two = sample.clone(folder.resolve("two"), 2)) {
        Base.Unknown base = unknown(read(one.folder(), pullRequest(merge, head, main)));
        assertTrue(base.advice().contains("fetch-depth: 2"), base.advice());
        assertTrue(base.why().contains(main.shortSha()), base.why());
        assertEquals(main, found(read(two.folder(), pullRequest(merge, head, main))).sha());
      }
    }

    @Test
    void isWhereTheHeadPartedFromTheEventsBase() throws Exception {
      sample.checkout("feature");
      assertEquals(parted, found(read(sample.folder(), pullRequest(main, head, main))).sha());
    }

    @Test
    void isUnknownWhereTheBaseItselfIsCheckedOut() {
      Base.Unknown base = unknown(read(sample.folder(), pullRequest(main, head, main)));
      assertTrue(base.advice().contains("pull_request_target"), base.advice());
    }

    @Test
    void isUnknownWhereTheEventNamesACommitThatIsNotHere() throws Exception {
      sample.checkout("feature");
      CommitSha absent = new CommitSha("ab".repeat(20));
      assertTrue(
          unknown(read(sample.folder(), pullRequest(head, head, absent)))
              .advice()
              .contains("fetch-depth"));
    }

    @Test
    void isUnknownWhereTheEventSaysNone() {
      unknown(read(sample.folder(), Runs.pullRequest(main, head)));
    }
  }

  @Nested
  class OnAPush {

    @Test
    void isWhatWasThereBefore() {
      assertEquals(parted, found(read(sample.folder(), push(main, parted.hex()))).sha());
    }

    @Test
    void isWhereANewBranchParted() throws Exception {
      sample.checkout("feature");
      assertEquals(parted, found(read(sample.folder(), push(head, "0".repeat(40)))).sha());
    }

    @Test
    void isUnknownWhereTheHistoryIsCutOff() throws Exception {
      try (SampleRepository shallow = sample.clone(folder.resolve("one"), 1)) {
        assertTrue(
            unknown(read(shallow.folder(), push(main, parted.hex())))
                .advice()
                .contains("fetch-depth: 0"));
      }
    }
  }

  @Nested
  class AtATerminal {

    @Test
    void isWhereHeadPartedFromMain() throws Exception {
      sample.checkout("feature");
      assertEquals(parted, found(read(sample.folder(), RunnerFacts.NONE)).sha());
    }

    @Test
    void isHeadOnMainItself() {
      assertEquals(main, found(read(sample.folder(), RunnerFacts.NONE)).sha());
    }

    @Test
    void isNothingBeforeTheFirstCommit() throws Exception {
      try (SampleRepository empty = SampleRepository.in(folder.resolve("empty"))) {
        assertInstanceOf(Base.Nothing.class, read(empty.folder(), RunnerFacts.NONE));
      }
    }

    @Test
    void isUnknownWithoutARepository() throws Exception {
      unknown(read(Files.createDirectories(folder.resolve("none")), RunnerFacts.NONE));
    }

    @Test
    void hasPathsAsSeenFromAFolderBelow() throws Exception {
      Base base =
          BaseReader.read(
              new BaseRequest(
                  sample.folder().resolve("db"),
                  RunnerFacts.NONE,
                  Path.of("migrations"),
                  Optional.empty(),
                  Optional.empty()));
      assertEquals(
          Path.of("migrations/1_a.up.sql"),
          found(base).tree().files(Path.of("./migrations")).getFirst());
    }
  }

  @Nested
  class WhenAsked {

    @Test
    void isWhereHeadPartedFromTheOneThatIsNamed() {
      assertEquals(parted, found(read(sample.folder(), push(main, parted.hex()), "feature")).sha());
      assertEquals(parted, found(read(sample.folder(), RunnerFacts.NONE, parted.hex())).sha());
      assertEquals(parted, found(read(sample.folder(), RunnerFacts.NONE, "HEAD~1")).sha());
    }

    @Test
    void isUnknownWhereTheCommitIsNotHere() {
      unknown(read(sample.folder(), RunnerFacts.NONE, "0".repeat(40)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "^{", "", "a..b", "@{99}", "HEAD~9", "\u0000\n"})
    void isRefusedWhereNothingHasTheName(String name) {
      InputException refused =
          assertThrows(InputException.class, () -> read(sample.folder(), RunnerFacts.NONE, name));
      assertEquals(ErrorCode.INPUT_INVALID, refused.code());
      assertTrue(refused.problem().what().contains("`base`"));
    }
  }
}
