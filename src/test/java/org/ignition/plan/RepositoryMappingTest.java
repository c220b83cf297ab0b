package org.ignition.plan;

import static org.ignition.plan.RepositoryType.CANONICAL;
import static org.ignition.plan.RepositoryType.STAGING;
import static org.ignition.source.Containment.CANNOT_TELL;
import static org.ignition.source.Containment.NO;
import static org.ignition.source.Containment.YES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Optional;
import org.ignition.config.ConfigurationReader;
import org.ignition.config.ImageSettings;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.image.ImageName;
import org.ignition.source.Containment;
import org.ignition.source.GitRef;
import org.ignition.source.SourceRepository;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryMappingTest {

  @Nested
  class Type {
    @ParameterizedTest
    @EnumSource(Containment.class)
    void ofAPullRequestIsStaging(Containment containment) {
      assertEquals(STAGING, type(any(new GitRef.PullRequest(12), containment)));
    }

    @ParameterizedTest
    @EnumSource(Containment.class)
    void ofAPushedReleaseBranchIsCanonical(Containment onMain) {
      Facts facts = Facts.pushed().branch("release/1.2").on("main", onMain).on("release/*", YES);
      assertEquals(CANONICAL, type(facts));
    }

    @ParameterizedTest
    @EnumSource(Containment.class)
    void ofAnotherPushedBranchIsStaging(Containment containment) {
      assertEquals(STAGING, type(any(new GitRef.Branch("feature/x"), containment)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gh-readonly-queue/main/pr-1-ab", "main2", "x/main", "release", "Main"})
    void ofABranchThatOnlyLooksLikeAReleaseBranchIsStaging(String branch) {
      assertEquals(STAGING, type(Facts.pushed().branch(branch).on("release/*", NO)));
    }

    @Test
    void ofAReleaseTagOnAReleaseBranchIsCanonical() {
      assertEquals(CANONICAL, type(any(new GitRef.Tag("v1.2.3"), YES)));
    }

    @Test
    void ofAReleaseTagElsewhereIsRefused() {
      assertEquals(
          ErrorCode.SOURCE_NOT_ON_RELEASE_BRANCH,
          refused(any(new GitRef.Tag("v1.2.3"), NO)).code());
    }

    @Test
    void ofAReleaseTagThatNobodyCanPlaceIsRefused() {
      Problem problem = refused(any(new GitRef.Tag("v1.2.3"), CANNOT_TELL));
      assertEquals(ErrorCode.SOURCE_BRANCH_UNKNOWN, problem.code());
      assertEquals("Give actions/checkout `fetch-depth: 0`", problem.advice());
    }

    @Test
    void ofAnythingElseFollowsTheHistory() {
      for (GitRef ref : new GitRef[] {new GitRef.Tag("nightly"), new GitRef.Detached()}) {
        assertEquals(CANONICAL, type(any(ref, YES)));
        assertEquals(STAGING, type(any(ref, NO)));
        assertEquals(ErrorCode.SOURCE_BRANCH_UNKNOWN, refused(any(ref, CANNOT_TELL)).code());
      }
    }

    @Test
    void ofACommitGivenByShaFollowsTheHistoryAndNotTheRunnersBranch() {
      GitRef main = new GitRef.Branch("main");
      assertEquals(CANONICAL, type(any(main, YES).unvouched()));
      assertEquals(STAGING, type(any(main, NO).unvouched()));
      assertEquals(
          ErrorCode.SOURCE_BRANCH_UNKNOWN, refused(any(main, CANNOT_TELL).unvouched()).code());
    }

    @Test
    void atATerminalFollowsTheHistory() {
      GitRef feature = new GitRef.Branch("feature");
      assertEquals(CANONICAL, type(any(feature, YES).atTerminal()));
      assertEquals(STAGING, type(any(feature, NO).atTerminal()));
      Problem problem = refused(any(feature, CANNOT_TELL).atTerminal());
      assertEquals(ErrorCode.SOURCE_BRANCH_UNKNOWN, problem.code());
    }

    @Test
    void isCanonicalWhenOneOfSeveralBranchesHoldsTheCommit() {
      Facts facts =
          Facts.pushed().tag("v1.2.3").on("main", CANNOT_TELL).on("release/*", YES).on("lts", NO);
      assertEquals(CANONICAL, type(facts));
    }

    @Test
    void isRefusedWhenOneOfSeveralCannotTellAndNoneHoldsIt() {
      Facts facts = Facts.pushed().tag("v1.2.3").on("main", NO).on("release/*", CANNOT_TELL);
      assertEquals(ErrorCode.SOURCE_BRANCH_UNKNOWN, refused(facts).code());
    }

    private static Facts any(GitRef ref, Containment containment) {
      return Facts.pushed().ref(ref).on("main", containment);
    }

    private static RepositoryType type(Facts facts) {
      return RepositoryMapping.typeOf(facts.facts());
    }

    private static Problem refused(Facts facts) {
      return assertThrows(PolicyException.class, () -> type(facts)).problem();
    }
  }

  @Nested
  class Name {
    @Test
    void isTheConfiguredOne() {
      ImageSettings both = settings("{canonical: r.io/a, staging: r.io/b}");
      assertEquals("r.io/a", name(CANONICAL, both));
      assertEquals("r.io/b", name(STAGING, both));
    }

    @Test
    void ofStagingFollowsTheConfiguredCanonicalOne() {
      assertEquals("r.io/a-staging", name(STAGING, settings("{canonical: r.io/a}")));
    }

    @Test
    void isGitHubsWhereNothingIsConfigured() {
      assertEquals("ghcr.io/acme/shop", name(CANONICAL, ImageSettings.DEFAULTS));
      assertEquals("ghcr.io/acme/shop-staging", name(STAGING, ImageSettings.DEFAULTS));
    }

    @Test
    void isUndecidedWhereTheSourceIsElsewhere() {
      for (String server : new String[] {"https://gitlab.com", "https://ghe.example"}) {
        assertEquals(Optional.empty(), atSource(new SourceRepository(server, "acme/shop")));
      }
      assertEquals(
          Optional.empty(),
          RepositoryMapping.nameOf(CANONICAL, Optional.empty(), ImageSettings.DEFAULTS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme/.github", "acme/shop-", "acme/a..b"})
    void isAskedForWhereTheRepositorysNameIsNone(String path) {
      InputException refused =
          assertThrows(
              InputException.class,
              () -> atSource(new SourceRepository("https://github.com", path)));
      assertEquals(ErrorCode.IMAGE_NAME_INVALID, refused.code());
      assertEquals("Set `image.canonical` in ignition.yml", refused.problem().advice());
    }

    private static Optional<ImageName> atSource(SourceRepository source) {
      return RepositoryMapping.nameOf(CANONICAL, Optional.of(source), ImageSettings.DEFAULTS);
    }

    private static String name(RepositoryType type, ImageSettings settings) {
      return RepositoryMapping.nameOf(type, Optional.of(Facts.SHOP), settings)
          .orElseThrow()
          .toString();
    }

    private static ImageSettings settings(String text) {
      return ConfigurationReader.read("image: " + text, Path.of("ignition.yml")).image();
    }
  }
}
