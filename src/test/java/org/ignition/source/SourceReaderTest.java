package org.ignition.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jgit.util.FS;
import org.ignition.config.BranchPattern;
import org.ignition.config.ImageSettings;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.CommitSha;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceReaderTest {

  private static final BranchPattern MAIN = new BranchPattern("main");
  private static final BranchPattern RELEASES = new BranchPattern("release/*");
  private static final CommitSha OTHER = new CommitSha("ab".repeat(20));

  @TempDir Path folder;
  @TempDir Path second;
  SampleRepository sample;
  CommitSha first;

  @BeforeEach
  void commitOnce() throws Exception {
    sample = SampleRepository.in(folder.resolve("work")).file("a.txt", "a");
    first = sample.file(".gitignore", "target/\n").commit();
  }

  @AfterEach
  void close() {
    sample.close();
  }

  @Nested
  class AtATerminal {
    @Test
    void takesHead() {
      SourceFacts facts = read();
      assertEquals(first, facts.sha());
      assertEquals(Optional.of(SampleRepository.FIRST), facts.commitTime());
      assertEquals(new GitRef.Branch("main"), facts.ref());
      assertEquals(WorkTree.CLEAN, facts.workTree());
      assertEquals(Optional.empty(), facts.run());
      assertEquals(Optional.empty(), facts.repository());
      assertFalse(facts.refNamesCommit());
    }

    @Test
    void tellsTheCommitAlone() {
      assertEquals(first, SourceReader.commit(terminal(sample.folder())));
    }

    @Test
    void refusesForTheCommitAloneWhatItRefusesForAll() {
      assertThrows(
          InputException.class, () -> SourceReader.commit(terminal(sample.folder()).about(OTHER)));
    }

    @Test
    void findsTheRepositoryFromAFolderBelow() throws Exception {
      Path below = Files.createDirectories(sample.folder().resolve("web/src"));
      assertEquals(first, SourceReader.read(terminal(below)).sha());
    }

    @Test
    void takesTheHighestReleaseTagAsRef() throws Exception {
      sample.tag("v1.9.0").annotatedTag("v1.10.0").tag("v1.10.0-rc1").tag("v9").tag("nightly");
      SourceFacts facts = read();
      assertEquals(new GitRef.Tag("v1.10.0"), facts.ref());
      assertEquals(
          new TreeSet<>(List.of("nightly", "v1.10.0", "v1.10.0-rc1", "v1.9.0", "v9")),
          facts.tags());
    }

    @Test
    void leavesTagsOfOtherCommitsAlone() throws Exception {
      sample.tag("v1.0.0").file("b.txt", "b").commit();
      assertTrue(read().tags().isEmpty());
    }

    @Test
    void takesADetachedHead() throws Exception {
      sample.checkout(first.hex());
      assertEquals(new GitRef.Detached(), read().ref());
    }

    @Test
    void refusesACommitThatIsNotCheckedOut() throws Exception {
      CommitSha head = sample.file("b.txt", "b").commit();
      Problem problem = problem(terminal().about(first));
      assertEquals(ErrorCode.SOURCE_SHA_INVALID, problem.code());
      assertTrue(problem.what().contains(head.shortSha()), problem::toString);
      assertEquals("Run `git checkout " + first + "`", problem.advice());
    }

    @Test
    void refusesAFolderWithoutRepository() {
      assertEquals(ErrorCode.SOURCE_NOT_A_REPOSITORY, problem(terminal(second)).code());
    }

    @Test
    void takesANamedCommitWhereThereIsNoRepository() {
      SourceFacts facts = SourceReader.read(terminal(second).about(OTHER));
      assertEquals(OTHER, facts.sha());
      assertEquals(Optional.empty(), facts.commitTime());
      assertEquals(Containment.CANNOT_TELL, facts.onReleaseBranch());
    }

    @Test
    void refusesARepositoryWithoutCommit() throws Exception {
      SampleRepository.in(second).close();
      assertEquals(ErrorCode.SOURCE_NOT_A_REPOSITORY, problem(terminal(second)).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gitdir: /nowhere/at/all", "gitdir:", "", "\u0000"})
    void refusesABrokenGitFile(String text) throws IOException {
      Files.writeString(second.resolve(".git"), text);
      assertEquals(ErrorCode.SOURCE_NOT_A_REPOSITORY, problem(terminal(second)).code());
    }

    @Test
    void refusesABrokenRepository() throws IOException {
      Files.writeString(sample.folder().resolve(".git/HEAD"), "ref: refs/heads/main\nx\u0000");
      Files.writeString(sample.folder().resolve(".git/refs/heads/main"), "z".repeat(40));
      assertEquals(ErrorCode.SOURCE_NOT_A_REPOSITORY, problem(terminal()).code());
    }

    @Test
    void publishesWhereOriginIs() throws Exception {
      sample.origin("git@github.com:Acme/shop.git");
      assertEquals("https://github.com/Acme/shop", read().repository().orElseThrow().url());
    }

    @Test
    void writesNothing() throws Exception {
      List<String> before = listing();
      read();
      assertEquals(before, listing());
    }

    /** JGit measures file systems by writing to them, once for each in a process. */
    @Test
    void measuresNoFileSystem() {
      read();
      assertEquals(
          Duration.ofSeconds(QuietGit.TIMESTAMP_SECONDS),
          FS.getFileStoreAttributes(sample.folder()).getFsTimestampResolution());
    }

    private List<String> listing() throws IOException {
      try (Stream<Path> files = Files.walk(folder)) {
        return files.map(file -> file + " " + file.toFile().lastModified()).sorted().toList();
      }
    }
  }

  @Nested
  class WorkTreeIs {
    @Test
    void dirtyWhenATrackedFileChanged() throws Exception {
      sample.file("a.txt", "changed");
      assertEquals(new WorkTree(List.of("a.txt"), 1), read().workTree());
    }

    @Test
    void dirtyWhenATrackedFileIsGone() throws Exception {
      Files.delete(sample.folder().resolve("a.txt"));
      assertEquals(new WorkTree(List.of("a.txt"), 1), read().workTree());
    }

    @Test
    void dirtyWhenAFileIsNew() throws Exception {
      sample.file("src/new.txt", "x");
      assertEquals(new WorkTree(List.of("src/new.txt"), 1), read().workTree());
    }

    @Test
    void cleanWhenAFileIsIgnored() throws Exception {
      sample.file("target/x", "x");
      assertEquals(WorkTree.CLEAN, read().workTree());
    }

    @Test
    void cleanWhenTheNewFileIsOneThatBuildingMakes() throws Exception {
      sample.file("image.tar", "x").file("out/index.json", "x");
      SourceRequest request =
          terminal().making(List.of(Path.of("image.tar"), sample.folder().resolve("out")));
      assertEquals(WorkTree.CLEAN, SourceReader.read(request).workTree());
    }

    @Test
    void changedWhenATrackedFileIsAmongWhatBuildingMakes() throws Exception {
      sample.file("out/kept.txt", "x").commit();
      sample.file("out/kept.txt", "y");
      SourceRequest request = terminal().making(List.of(Path.of("out")));
      assertEquals(1, SourceReader.read(request).workTree().count());
    }

    @Test
    void namedOnlyInPart() throws Exception {
      for (int i = 0; i < 9; i++) {
        sample.file("n" + i, "x");
      }
      assertEquals(new WorkTree(List.of("n0", "n1", "n2", "n3", "n4"), 9), read().workTree());
    }

    @Test
    void readWithoutRunningFilters() throws Exception {
      Path ran = folder.resolve("ran");
      Files.writeString(
          sample.folder().resolve(".git/config"),
          "[filter \"evil\"]\n\tclean = touch " + ran + "\n\trequired = true\n");
      sample.file(".gitattributes", "* filter=evil\n").file("a.txt", "b");
      assertTrue(read().workTree().dirty());
      assertFalse(Files.exists(ran));
    }
  }

  @Nested
  class OnARunner {
    @Test
    void takesItsCommit() {
      SourceFacts facts = on(Runs.push(first, "refs/heads/main"));
      assertEquals(first, facts.sha());
      assertEquals(new GitRef.Branch("main"), facts.ref());
      assertTrue(facts.refNamesCommit());
      assertEquals("https://github.com/Acme/Shop", facts.repository().orElseThrow().url());
      assertEquals(
          new WorkflowRun(
              "https://github.com/Acme/Shop/actions/runs/77/attempts/2", "dependabot[bot]", "push"),
          facts.run().orElseThrow());
    }

    @Test
    void takesATagThatWasNotFetched() {
      SourceFacts facts = on(Runs.push(first, "refs/tags/v1.2.3"));
      assertEquals(new GitRef.Tag("v1.2.3"), facts.ref());
      assertTrue(facts.tags().contains("v1.2.3"));
    }

    @Test
    void takesTheHeadOfAPullRequestWhoseMergeIsCheckedOut() throws Exception {
      CommitSha head = sample.branch("feature").file("f.txt", "f").commit();
      sample.checkout("main").file("m.txt", "m").commit();
      CommitSha merge = sample.merge(head);
      SourceFacts facts = on(Runs.pullRequest(merge, head));
      assertEquals(head, facts.sha());
      assertEquals(new GitRef.PullRequest(12), facts.ref());
      assertFalse(facts.refNamesCommit());
      assertEquals(Optional.of(SampleRepository.FIRST.plusSeconds(60)), facts.commitTime());
      assertEquals(1, facts.warnings().size());
    }

    @Test
    void refusesTheBaseOfAPullRequestWhoseMergeIsCheckedOut() throws Exception {
      CommitSha head = sample.branch("feature").file("f.txt", "f").commit();
      CommitSha base = sample.checkout("main").file("m.txt", "m").commit();
      CommitSha merge = sample.merge(head);
      assertEquals(
          ErrorCode.SOURCE_SHA_INVALID,
          problem(onRunner(Runs.pullRequest(merge, head)).about(base)).code());
    }

    @Test
    void takesTheHeadOfAPullRequestThatIsCheckedOut() {
      SourceFacts facts = on(Runs.pullRequest(OTHER, first));
      assertEquals(first, facts.sha());
      assertEquals(List.of(), facts.warnings());
    }

    @Test
    void refusesThePullRequestWhoseBaseIsCheckedOut() {
      Problem problem = problemOn(Runs.pullRequest(first, OTHER));
      assertEquals(ErrorCode.SOURCE_SHA_INVALID, problem.code());
      assertTrue(problem.advice().contains("github.event.pull_request.head.sha"));
    }

    @Test
    void refusesAPushWhoseCommitIsNotCheckedOut() {
      Problem problem = problemOn(Runs.push(OTHER, "refs/heads/main"));
      assertEquals(ErrorCode.SOURCE_SHA_INVALID, problem.code());
      assertTrue(problem.advice().contains("`sha: " + first + "`"));
    }

    @Test
    void takesTheNamedCommitBeforeItsOwn() {
      SourceFacts facts =
          SourceReader.read(onRunner(Runs.push(OTHER, "refs/heads/feature")).about(first));
      assertEquals(first, facts.sha());
      assertFalse(facts.refNamesCommit());
      assertEquals(new GitRef.Branch("main"), facts.ref());
    }

    @Test
    void worksWithoutCheckout() {
      String payload =
          "{\"head_commit\":{\"id\":\""
              + OTHER
              + "\",\"timestamp\":\"2026-02-03T04:05:06+02:00\"},"
              + "\"repository\":{\"default_branch\":\"trunk\"}}";
      SourceFacts facts =
          SourceReader.read(request(second, Runs.push(OTHER, "refs/heads/trunk", payload)));
      assertEquals(OTHER, facts.sha());
      assertEquals("2026-02-03T02:05:06Z", facts.commitTime().orElseThrow().toString());
      assertEquals("trunk", facts.mainBranch());
      assertEquals(Containment.YES, facts.onReleaseBranch());
    }
  }

  @Nested
  class ReleaseBranches {
    @Test
    void holdTheirTip() {
      assertEquals(Map.of(MAIN, Containment.YES), read().releaseBranches());
    }

    @Test
    void holdWhatIsBelowTheirTip() throws Exception {
      sample.file("b.txt", "b").commit();
      sample.checkout(first.hex());
      assertEquals(Containment.YES, read().onReleaseBranch());
    }

    @Test
    void doNotHoldWhatIsOnAnotherBranch() throws Exception {
      sample.branch("feature").file("b.txt", "b").commit();
      assertEquals(Map.of(MAIN, Containment.NO, RELEASES, Containment.NO), answers(MAIN, RELEASES));
    }

    @Test
    void areFoundByGlob() throws Exception {
      sample.branch("release/1.2").file("b.txt", "b").commit();
      assertEquals(
          Map.of(MAIN, Containment.NO, RELEASES, Containment.YES), answers(MAIN, RELEASES));
    }

    @Test
    void areFoundInAFullClone() throws Exception {
      CommitSha tip = sample.file("b.txt", "b").commit();
      sample.branch("feature").file("c.txt", "c").commit();
      try (SampleRepository clone = sample.clone(second.resolve("c"), 0)) {
        clone.checkout(tip.hex());
        assertEquals(Containment.YES, facts(clone, MAIN).onReleaseBranch());
        clone.checkout("feature");
        assertEquals(Containment.NO, facts(clone, MAIN, RELEASES).onReleaseBranch());
      }
    }

    @Test
    void areUnknownInAShallowCloneUnlessTheTipIsTheCommit() throws Exception {
      sample.file("b.txt", "b").commit();
      try (SampleRepository clone = sample.clone(second.resolve("c"), 1)) {
        assertEquals(Containment.YES, facts(clone, MAIN).onReleaseBranch());
        CommitSha tip = clone.branch("feature").file("c.txt", "c").commit();
        SourceFacts facts = facts(clone, MAIN, RELEASES);
        assertEquals(tip, facts.sha());
        assertEquals(Containment.CANNOT_TELL, facts.releaseBranches().get(MAIN));
        assertEquals(Containment.CANNOT_TELL, facts.releaseBranches().get(RELEASES));
      }
    }

    @Test
    void areUnknownWhereTheNamedOneWasNeverFetched() throws Exception {
      sample.origin("https://github.com/acme/shop.git");
      BranchPattern trunk = new BranchPattern("trunk");
      assertEquals(
          Map.of(trunk, Containment.CANNOT_TELL, RELEASES, Containment.NO),
          answers(trunk, RELEASES));
    }

    @Test
    void areUnknownByGlobWhereOneBranchWasCloned() throws Exception {
      sample.branch("release/1.2").file("b.txt", "b").commit();
      try (SampleRepository clone = sample.clone(second.resolve("c"), 0)) {
        Path config = clone.folder().resolve(".git/config");
        Files.writeString(
            config,
            Files.readString(config)
                .replace(
                    "+refs/heads/*:refs/remotes/origin/*",
                    "+refs/heads/release/1.2:refs/remotes/origin/release/1.2"));
        clone.branch("feature").file("c.txt", "c").commit();
        assertEquals(Containment.CANNOT_TELL, facts(clone, RELEASES).onReleaseBranch());
        assertEquals(
            Containment.NO, facts(clone, new BranchPattern("release/1.2")).onReleaseBranch());
      }
    }

    @Test
    void areVouchedForByAPush() {
      SourceFacts facts =
          SourceReader.read(
              new SourceRequest(
                  second,
                  Runs.push(OTHER, "refs/heads/release/1.2"),
                  Optional.empty(),
                  Optional.empty(),
                  List.of(MAIN, RELEASES),
                  List.of()));
      assertEquals(
          Map.of(MAIN, Containment.CANNOT_TELL, RELEASES, Containment.YES),
          facts.releaseBranches());
    }

    @Test
    void areVouchedForByTheBaseOfAPushedTag() {
      RunnerFacts runner =
          Runs.push(
              OTHER,
              "refs/tags/v1.2.3",
              "{\"base_ref\":\"refs/heads/main\",\"repository\":{\"default_branch\":\"main\"}}");
      assertEquals(Containment.YES, SourceReader.read(request(second, runner)).onReleaseBranch());
    }

    @Test
    void areUnknownOnARunnerThatFetchedNone() {
      SourceFacts facts =
          SourceReader.read(onRunner(Runs.push(OTHER, "refs/heads/x")).about(first));
      assertEquals(Containment.CANNOT_TELL, facts.onReleaseBranch());
    }

    @Test
    void ofAForkSayNothing() throws Exception {
      sample.origin("https://github.com/mallory/shop.git");
      SourceFacts facts =
          SourceReader.read(onRunner(Runs.push(OTHER, "refs/heads/x")).about(first));
      assertEquals(Containment.CANNOT_TELL, facts.onReleaseBranch());
    }

    @Test
    void thatAStepMadeOnARunnerSayNothing() throws Exception {
      sample.origin("https://github.com/acme/shop.git");
      SourceFacts facts =
          SourceReader.read(onRunner(Runs.push(OTHER, "refs/heads/x")).about(first));
      assertEquals(Containment.CANNOT_TELL, facts.onReleaseBranch());
    }

    @Test
    void areNotVouchedForByAPushOfAnotherCommit() throws Exception {
      sample.branch("feature").file("b.txt", "b");
      CommitSha tip = sample.commit();
      SourceFacts facts =
          SourceReader.read(onRunner(Runs.push(OTHER, "refs/heads/main")).about(tip));
      assertNotEquals(Containment.YES, facts.onReleaseBranch());
    }

    private Map<BranchPattern, Containment> answers(BranchPattern... patterns) {
      return facts(sample, patterns).releaseBranches();
    }

    private SourceFacts facts(SampleRepository repository, BranchPattern... patterns) {
      return SourceReader.read(
          new SourceRequest(
              repository.folder(),
              RunnerFacts.NONE,
              Optional.empty(),
              Optional.empty(),
              List.of(patterns),
              List.of()));
    }
  }

  @Nested
  class MainBranch {
    @Test
    void isWhatTheUserNamed() {
      SourceRequest request =
          new SourceRequest(
              sample.folder(),
              Runs.push(first, "refs/heads/main"),
              Optional.empty(),
              Optional.of("trunk"),
              List.of(),
              List.of());
      assertEquals("trunk", SourceReader.read(request).mainBranch());
    }

    @Test
    void isWhatTheRemoteSaid() throws Exception {
      sample.branch("develop");
      try (SampleRepository clone = sample.clone(second.resolve("c"), 0)) {
        Path head = clone.folder().resolve(".git/refs/remotes/origin/HEAD");
        Files.createDirectories(head.getParent());
        Files.writeString(head, "ref: refs/remotes/origin/develop\n");
        assertEquals("develop", SourceReader.read(terminal(clone.folder())).mainBranch());
      }
    }
  }

  private SourceFacts read() {
    return SourceReader.read(terminal());
  }

  private SourceFacts on(RunnerFacts runner) {
    return SourceReader.read(onRunner(runner));
  }

  private Problem problemOn(RunnerFacts runner) {
    return problem(onRunner(runner));
  }

  private static Problem problem(SourceRequest request) {
    return assertThrows(InputException.class, () -> SourceReader.read(request)).problem();
  }

  private SourceRequest terminal() {
    return terminal(sample.folder());
  }

  private static SourceRequest terminal(Path workspace) {
    return request(workspace, RunnerFacts.NONE);
  }

  private SourceRequest onRunner(RunnerFacts runner) {
    return request(sample.folder(), runner);
  }

  private static SourceRequest request(Path workspace, RunnerFacts runner) {
    return SourceRequest.of(workspace, runner, ImageSettings.DEFAULTS);
  }
}
