package org.ignition.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.ignition.config.Configuration;
import org.ignition.config.ConfigurationReader;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.image.ReleaseTag;
import org.ignition.image.ReleaseVersion;
import org.ignition.source.GitRef;
import org.ignition.source.VersionReading;
import org.ignition.source.WorkTree;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityPlannerTest {

  private static final String SHA = Facts.SHA.hex();
  private static final String SHORT = Facts.SHA.shortSha();
  private static final Configuration FILES =
      configuration("version: {sources: [package.json, pom.xml]}");
  private static final Configuration TAG = configuration("version: {from: tag}");
  private static final Configuration ALL_NAMES =
      configuration("image: {tags: {branch: true, series: true}}");

  @Nested
  class FromCommit {
    @Test
    void embedsTheCommit() {
      ReleaseIdentity identity = plan(Facts.pushed());
      assertEquals("v0.0.0-main.g0123456789ab", identity.version().toString());
      assertEquals(List.of(SHA, SHORT), names(identity));
    }

    @Test
    void addsAReleaseTagAsOneMoreName() {
      ReleaseIdentity identity = plan(Facts.pushed().tag("v1.2.3-rc1"));
      assertEquals("v0.0.0-main.g0123456789ab", identity.version().toString());
      assertEquals(List.of(SHA, SHORT, "v1.2.3-rc1"), names(identity));
    }
  }

  @Nested
  class FromFiles {
    @Test
    void embedsWhatTheFilesSay() {
      ReleaseIdentity identity = plan(Facts.pushed(), FILES, "1.2.3", "1.2.3");
      assertEquals("v1.2.3", identity.version().toString());
      assertEquals(List.of(SHA, SHORT), names(identity));
    }

    @Test
    void namesTheSameImageOnceTheTagComes() {
      ReleaseIdentity branch = plan(Facts.pushed(), FILES, "1.2.3");
      ReleaseIdentity tag = plan(Facts.pushed().tag("v1.2.3"), FILES, "1.2.3");
      assertEquals(branch.labels(), tag.labels());
      assertEquals(branch.buildArguments(), tag.buildArguments());
      assertEquals(List.of(SHA, SHORT, "v1.2.3"), names(tag));
    }

    @Test
    void refusesFilesThatDisagree() {
      Problem problem = refused(Facts.pushed(), FILES, "1.2.3", "1.2.4", "1.2.3");
      assertEquals(ErrorCode.VERSION_DISAGREES, problem.code());
      assertEquals("file1:2:3", problem.at().orElseThrow().toString());
      assertEquals(
          "The version is not the same everywhere: file0:1:3 says v1.2.3; file1:2:3 says v1.2.4;"
              + " file2:3:3 says v1.2.3",
          problem.what());
    }

    @Test
    void refusesATagThatDisagrees() {
      Problem problem = refused(Facts.pushed().tag("v1.2.4"), FILES, "1.2.3");
      assertEquals(
          "The version is not the same everywhere: tag v1.2.4 says v1.2.4; file0:1:3 says v1.2.3",
          problem.what());
      assertEquals("file0:1:3", problem.at().orElseThrow().toString());
    }

    @Test
    void judgesByTheTagThatIsBuiltAndNotByItsNeighbour() {
      ReleaseIdentity identity =
          plan(Facts.pushed().tagged("v1.2.3-rc1").tag("v1.2.3"), FILES, "1.2.3");
      assertEquals(List.of(SHA, SHORT, "v1.2.3"), names(identity));
      refused(Facts.pushed().tagged("v1.2.3").tag("v1.2.3-rc1"), FILES, "1.2.3");
    }
  }

  @Nested
  class FromTag {
    @Test
    void embedsTheTag() {
      ReleaseIdentity identity = plan(Facts.pushed().tag("v1.2.3"), TAG);
      assertEquals("v1.2.3", identity.version().toString());
      assertEquals(List.of(SHA, SHORT, "v1.2.3"), names(identity));
    }

    @Test
    void givesABranchOnlyAMutableName() {
      ReleaseIdentity identity = plan(Facts.pushed(), TAG);
      assertEquals("v0.0.0-main.g0123456789ab", identity.version().toString());
      assertEquals(List.of("main-0123456"), names(identity));
      assertFalse(identity.tags().getFirst().kind().immutable());
    }

    @Test
    void namesADetachedCommitAfterTheMainBranch() {
      ReleaseIdentity identity = plan(Facts.pushed().ref(new GitRef.Detached()), TAG);
      assertEquals(List.of("main-0123456"), names(identity));
    }

    @Test
    void refusesFilesThatDisagreeWithTheTag() {
      assertEquals(
          ErrorCode.VERSION_DISAGREES, refused(Facts.pushed().tag("v1.2.4"), TAG, "1.2.3").code());
    }
  }

  @Nested
  class OnRequest {
    @Test
    void bindsTheSeriesOfAStableVersion() {
      assertEquals(
          List.of(SHA, SHORT, "v1.2.3", "v1.2", "v1"),
          names(plan(Facts.pushed().tag("v1.2.3"), ALL_NAMES)));
    }

    @Test
    void bindsNoSeriesOfAPreRelease() {
      assertEquals(
          List.of(SHA, SHORT, "v1.2.3-beta"),
          names(plan(Facts.pushed().tag("v1.2.3-beta"), ALL_NAMES)));
    }

    @ParameterizedTest
    @CsvSource({
      "main, main-0123456",
      "release/1.2, release-1.2-0123456",
      "refactor/stack--split, refactor-stack-split-0123456",
      "-x, x-0123456",
      ".hidden, hidden-0123456",
      "größe, gr-e-0123456",
      "日本, branch-0123456",
      "v1.2.3, v1.2.3-0123456",
      "latest, latest-0123456",
    })
    void bindsTheBranch(String branch, String tag) {
      assertEquals(List.of(SHA, SHORT, tag), names(plan(Facts.pushed().branch(branch), ALL_NAMES)));
    }

    @Test
    void bindsThePullRequest() {
      ReleaseIdentity identity = plan(Facts.pushed().ref(new GitRef.PullRequest(12)), ALL_NAMES);
      assertEquals(List.of(SHA, SHORT, "pr-12-0123456"), names(identity));
      assertEquals("ghcr.io/acme/shop-staging", identity.image().orElseThrow().toString());
    }
  }

  @Nested
  class Tags {
    @Test
    void takeTheHighestVersionWhereABranchIsBuilt() {
      ReleaseIdentity identity = plan(Facts.pushed().tagged("v1.9.0", "v1.10.0", "v1.10.0-rc1"));
      assertEquals(Optional.of(ReleaseVersion.parse("v1.10.0")), identity.releaseVersion());
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.0", "v1", "v01.2.3", "v1.2.3+5", "v1.2.3\n", "v1.2.3-"})
    void refuseToBeBuiltWhenMeantAsAVersionAndNone(String tag) {
      assertEquals(
          ErrorCode.VERSION_INVALID,
          refused(Facts.pushed().tag(tag), Configuration.DEFAULTS).code());
    }

    @Test
    void areOnlyMentionedWhenSomethingElseIsBuilt() {
      ReleaseIdentity identity = plan(Facts.pushed().tagged("v1", "vendored", "nightly"));
      assertEquals(
          List.of("The tag \"v1\" at this commit is not a release version"), identity.warnings());
    }
  }

  @Nested
  class DirtyFiles {
    private final WorkTree dirty = new WorkTree(List.of("a.txt", "b\u001b[31m.txt"), 9);

    @Test
    void areRefusedAtATerminal() {
      Problem problem = refused(Facts.pushed().atTerminal().changed(dirty), Configuration.DEFAULTS);
      assertEquals(ErrorCode.SOURCE_DIRTY, problem.code());
      assertEquals(
          "Files differ from commit 0123456789ab: \"a.txt\", \"b\\u001b[31m.txt\" and 7 more",
          problem.what());
    }

    @Test
    void areRecordedWhenAllowed() {
      ReleaseIdentity identity =
          IdentityPlanner.plan(
              Facts.pushed().atTerminal().changed(dirty).facts(),
              Configuration.DEFAULTS,
              List.of(),
              DirtyTree.ALLOW);
      assertTrue(identity.dirty());
      assertEquals(1, identity.warnings().size());
    }

    @Test
    void areAWarningOnARunner() {
      ReleaseIdentity identity = plan(Facts.pushed().changed(dirty));
      assertTrue(identity.dirty());
      assertEquals(1, identity.warnings().size());
    }
  }

  @Test
  void labelsHoldNeitherRefNorEvent() {
    ReleaseIdentity branch = plan(Facts.pushed());
    ReleaseIdentity detached = plan(Facts.pushed().ref(new GitRef.Detached()).atTerminal());
    ReleaseIdentity pullRequest = plan(Facts.pushed().ref(new GitRef.PullRequest(3)));
    assertEquals(branch.labels(), detached.labels());
    assertEquals(branch.labels(), pullRequest.labels());
  }

  @Test
  void leavesOutWhatNobodyKnows() {
    ReleaseIdentity identity = plan(Facts.pushed().undated().publishedAt(Optional.empty()));
    assertEquals(
        List.of("org.opencontainers.image.revision", "org.opencontainers.image.version"),
        List.copyOf(identity.labels().keySet()));
    assertEquals(Optional.empty(), identity.image());
  }

  /** Whatever a branch or tag is called, nothing but legal tags of our kinds come out. */
  @Test
  void bindsOnlyLegalTagsWhateverTheRefIsCalled() {
    Random random = new Random(20260107);
    for (int i = 0; i < 2_000; i++) {
      String name = hostile(random);
      Facts branch = Facts.pushed().branch(name);
      Facts tag = Facts.pushed().ref(new GitRef.Tag(name)).tagged(name);
      for (Facts facts : List.of(branch, tag)) {
        for (Configuration configuration : List.of(ALL_NAMES, TAG)) {
          check(facts, configuration);
        }
      }
    }
  }

  private static void check(Facts facts, Configuration configuration) {
    List<String> names;
    try {
      names = names(plan(facts, configuration));
    } catch (IgnitionException e) {
      assertFalse(e.problem().what().contains("\n"));
      return;
    }
    assertEquals(names.size(), new TreeSet<>(names).size());
    assertFalse(names.contains("latest"));
    Map<String, String> outputs = IdentityOutputs.of(plan(facts, configuration));
    String prefix = outputs.getOrDefault("image", "") + ":";
    assertEquals(
        names.stream().map(prefix::concat).toList(),
        outputs.getOrDefault("tags", "").lines().toList());
  }

  private static String hostile(Random random) {
    String alphabet = "ab/.-_%0A\n\r::$`'\"\\ \u202e\ud83d\ude00v1.2.3@{~^*?[latest";
    StringBuilder name = new StringBuilder();
    int length = random.nextInt(300);
    for (int i = 0; i < length; i++) {
      name.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return name.toString();
  }

  private static ReleaseIdentity plan(Facts facts) {
    return plan(facts, Configuration.DEFAULTS);
  }

  private static ReleaseIdentity plan(
      Facts facts, Configuration configuration, String... versions) {
    return IdentityPlanner.plan(facts.facts(), configuration, readings(versions), DirtyTree.REFUSE);
  }

  private static Problem refused(Facts facts, Configuration configuration, String... versions) {
    return assertThrows(IgnitionException.class, () -> plan(facts, configuration, versions))
        .problem();
  }

  private static List<VersionReading> readings(String... versions) {
    List<VersionReading> readings = new ArrayList<>();
    for (String version : versions) {
      int i = readings.size();
      SourceLocation at = new SourceLocation(Path.of("file" + i), i + 1, 3);
      readings.add(new VersionReading(ReleaseVersion.parseLenient(version), at));
    }
    return readings;
  }

  private static List<String> names(ReleaseIdentity identity) {
    return identity.tags().stream().map(ReleaseTag::toString).toList();
  }

  private static Configuration configuration(String text) {
    return ConfigurationReader.read(text, Path.of("ignition.yml"));
  }
}
