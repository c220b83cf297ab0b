package org.ignition.plan;

import static org.ignition.testing.ReleaseFixture.BRANCH;
import static org.ignition.testing.ReleaseFixture.FULL;
import static org.ignition.testing.ReleaseFixture.MAJOR;
import static org.ignition.testing.ReleaseFixture.MINOR;
import static org.ignition.testing.ReleaseFixture.RELEASE;
import static org.ignition.testing.ReleaseFixture.SHORT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.PolicyException;
import org.ignition.image.Digest;
import org.ignition.image.ImageName;
import org.ignition.image.ReleaseTag;
import org.ignition.image.ReleaseVersion;
import org.ignition.image.Tag;
import org.ignition.metadata.BuildMetadata;
import org.ignition.migration.Assessment;
import org.ignition.migration.Classification;
import org.ignition.migration.DeploymentOrder;
import org.ignition.migration.ReleaseMigration;
import org.ignition.migration.ReleaseSchema;
import org.ignition.migration.Reversibility;
import org.ignition.migration.Verdict;
import org.ignition.plan.BuildFacts.RegistryFacts;
import org.ignition.testing.ReleaseFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BuildPlannerTest {

  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "plan");
  private static final Digest IMAGE = new Digest("sha256:" + "ab".repeat(32));
  private static final Digest OTHER = new Digest("sha256:" + "cd".repeat(32));
  private static final ReleaseFixture RELEASED = ReleaseFixture.named(FULL, SHORT, RELEASE);
  private static final ReleaseFixture IN_SERIES =
      ReleaseFixture.named(FULL, SHORT, RELEASE, MINOR, MAJOR);

  private static final RegistryFacts NOTHING =
      new RegistryFacts(Map.of(), Set.of(), Optional.empty());

  /** A registry where {@code tags} lead to {@code digest}, whose metadata is {@code published}. */
  private static RegistryFacts registry(
      Digest digest, Optional<BuildMetadata> published, ReleaseTag... tags) {
    Map<Tag, Digest> bound =
        Stream.of(tags).collect(Collectors.toMap(ReleaseTag::tag, tag -> digest));
    return new RegistryFacts(bound, Set.of(), published);
  }

  private static RegistryFacts published(ReleaseTag... tags) {
    return registry(IMAGE, Optional.of(ReleaseFixture.named(tags).published(IMAGE)), tags);
  }

  private static RegistryFacts with(RegistryFacts facts, ReleaseTag tag, Digest digest) {
    Map<Tag, Digest> bound = new HashMap<>(facts.bound());
    bound.put(tag.tag(), digest);
    return new RegistryFacts(bound, facts.listed(), facts.published());
  }

  private static RegistryFacts listing(RegistryFacts facts, String... tags) {
    Set<Tag> listed = Stream.of(tags).map(Tag::new).collect(Collectors.toSet());
    return new RegistryFacts(facts.bound(), listed, facts.published());
  }

  private static BuildPlan plan(ReleaseFixture release, RegistryFacts registry) {
    return plan(SchemaFacts.NONE, release, registry);
  }

  private static BuildPlan plan(
      SchemaFacts schema, ReleaseFixture release, RegistryFacts registry) {
    return BuildPlanner.plan(
        new BuildFacts(
            release.identity(),
            schema,
            ReleaseFixture.SHOP,
            Path.of("jib.yaml"),
            Path.of(".ignition/build-metadata.json"),
            registry));
  }

  private static List<String> kinds(BuildPlan plan) {
    return plan.plan().steps().stream().map(step -> step.getClass().getSimpleName()).toList();
  }

  private static PolicyException refusal(ReleaseFixture release, RegistryFacts registry) {
    return assertThrows(PolicyException.class, () -> plan(release, registry));
  }

  private static SchemaFacts telling(Classification classification) {
    Assessment assessment =
        new Assessment(
            classification, DeploymentOrder.EXPAND, Verdict.YES, Reversibility.EXACT, false);
    ReleaseMigration migration =
        new ReleaseMigration("0001", "init", assessment, IMAGE, Optional.of(OTHER));
    return new SchemaFacts(
        new ReleaseSchema(Optional.empty(), List.of(migration)), List.of("told"));
  }

  @Nested
  class OfACommitWithoutImage {

    @Test
    void notesWhatIsToldOfTheSchema() {
      BuildPlan plan = plan(telling(Classification.ADDITIVE), RELEASED, NOTHING);
      assertTrue(plan.plan().notes().contains("told"));
    }

    @Test
    void bindsNothingBeforeTheManifestWasReadBack() {
      assertEquals(
          List.of(
              "AssembleImage",
              "InspectImage",
              "PushBlobs",
              "PushManifest",
              "ConfirmDigest",
              "AttachMetadata",
              "BindTags",
              "BindTags",
              "ConfirmTags",
              "WriteMetadata"),
          kinds(plan(RELEASED, NOTHING)));
    }

    @Test
    void bindsTheFullShaBeforeAllOthers() {
      List<BuildStep.BindTags> binding = binding(plan(RELEASED, NOTHING));
      assertEquals(List.of(FULL), binding.getFirst().tags());
      assertEquals(List.of(SHORT, RELEASE), binding.getLast().tags());
    }

    @Test
    void bindsOnlyTheBranchWhereNothingLastingIsNamed() {
      BuildPlan plan = plan(ReleaseFixture.named(BRANCH), with(NOTHING, BRANCH, OTHER));
      assertEquals(
          List.of(List.of(BRANCH)), binding(plan).stream().map(BuildStep.BindTags::tags).toList());
      assertFalse(kinds(plan).contains("RequireDigest"), "a branch's name may be overwritten");
    }

    @Test
    void asksForTheSameImageWhereALastingNameIsTaken() {
      BuildPlan plan = plan(RELEASED, with(with(NOTHING, SHORT, OTHER), RELEASE, IMAGE));
      List<BuildStep> required =
          plan.plan().steps().stream().filter(BuildStep.RequireDigest.class::isInstance).toList();
      assertEquals(2, required.size());
      assertTrue(required.getFirst().title().contains(OTHER.abbreviated()));
      assertTrue(
          kinds(plan).lastIndexOf("RequireDigest") < kinds(plan).indexOf("PushBlobs"),
          "refused before anything is pushed");
    }

    @Test
    void isVisibleToOthersOnlyFromTheFirstNameOn() {
      List<BuildStep> visible =
          plan(RELEASED, NOTHING).plan().steps().stream().filter(Step::visible).toList();
      assertEquals(2, visible.size());
      assertTrue(visible.stream().allMatch(BuildStep.BindTags.class::isInstance));
    }
  }

  @Nested
  class OfACommitWithItsImage {

    @Test
    void neitherAssemblesNorPushes() {
      BuildPlan plan = plan(RELEASED, published(FULL, SHORT));
      assertInstanceOf(BuildPlan.Reuse.class, plan);
      assertEquals(
          List.of("AttachMetadata", "BindTags", "ConfirmTags", "WriteMetadata"), kinds(plan));
      assertEquals(List.of(RELEASE), binding(plan).getFirst().tags());
    }

    @Test
    void changesNothingWhereAllNamesAreBound() {
      BuildPlan plan = plan(RELEASED, published(FULL, SHORT, RELEASE));
      assertEquals(List.of("WriteMetadata"), kinds(plan));
      assertFalse(plan.plan().changesAnything());
      assertTrue(plan.plan().notes().getFirst().contains("one commit has one image"));
    }

    @Test
    void bindsAgainWhatACrashLeftUnbound() {
      BuildMetadata told = RELEASED.published(IMAGE);
      BuildPlan plan = plan(RELEASED, registry(IMAGE, Optional.of(told), FULL));
      assertEquals(List.of("BindTags", "ConfirmTags", "WriteMetadata"), kinds(plan));
      assertEquals(List.of(SHORT, RELEASE), binding(plan).getFirst().tags());
    }

    @Test
    void completesMetadataThatLacksABoundName() {
      BuildMetadata told = ReleaseFixture.named(FULL, SHORT).published(IMAGE);
      BuildPlan plan = plan(RELEASED, registry(IMAGE, Optional.of(told), FULL, SHORT, RELEASE));
      assertEquals(List.of("AttachMetadata", "WriteMetadata"), kinds(plan));
      assertTrue(plan.plan().changesAnything());
    }

    @Test
    void completesMetadataThatLacksVerdictsAndThenLeavesIt() {
      SchemaFacts known = telling(Classification.ADDITIVE);
      BuildMetadata told = RELEASED.published(IMAGE);
      for (BuildMetadata silent :
          List.of(told, told.withSchema(telling(Classification.UNKNOWN).told()))) {
        RegistryFacts registry = registry(IMAGE, Optional.of(silent), FULL, SHORT, RELEASE);
        BuildPlan plan = plan(known, RELEASED, registry);
        assertEquals(List.of("AttachMetadata", "WriteMetadata"), kinds(plan));
        BuildMetadata complete = assertInstanceOf(BuildPlan.Reuse.class, plan).published();
        assertEquals(known.told().migrations(), complete.migrations());
        RegistryFacts after = registry(IMAGE, Optional.of(complete), FULL, SHORT, RELEASE);
        assertFalse(plan(known, RELEASED, after).plan().changesAnything());
      }
    }

    @Test
    void losesNoVerdictToARunThatKnowsNone() {
      BuildMetadata told =
          RELEASED.published(IMAGE).withSchema(telling(Classification.ADDITIVE).told());
      RegistryFacts registry = registry(IMAGE, Optional.of(told), FULL, SHORT, RELEASE);
      for (SchemaFacts less : List.of(SchemaFacts.NONE, telling(Classification.UNKNOWN))) {
        BuildPlan plan = plan(less, RELEASED, registry);
        assertFalse(plan.plan().changesAnything());
        assertEquals(told, assertInstanceOf(BuildPlan.Reuse.class, plan).published());
      }
    }

    @Test
    void saysWhereTheImageIsAfterItWasCopied() {
      BuildMetadata elsewhere =
          RELEASED
              .published(IMAGE)
              .foundAt(ImageName.parse("registry.example/acme/old"), "canonical");
      BuildPlan plan =
          plan(RELEASED, registry(IMAGE, Optional.of(elsewhere), FULL, SHORT, RELEASE));
      assertEquals(
          ReleaseFixture.SHOP,
          assertInstanceOf(BuildPlan.Reuse.class, plan).published().repository());
      assertEquals(List.of("AttachMetadata", "WriteMetadata"), kinds(plan));
    }

    @Test
    void refusesALastingNameThatIsBoundElsewhere() {
      PolicyException refused = refusal(RELEASED, with(published(FULL, SHORT), RELEASE, OTHER));
      assertEquals(ErrorCode.TAG_BOUND_ELSEWHERE, refused.code());
      assertTrue(refused.problem().what().contains(OTHER.value()));
      assertTrue(refused.problem().what().contains(IMAGE.value()));
    }

    @Test
    void refusesAShortShaThatLeadsElsewhere() {
      assertEquals(
          ErrorCode.TAG_BOUND_ELSEWHERE,
          refusal(RELEASED, with(published(FULL), SHORT, OTHER)).code());
    }

    @Test
    void movesABranchToIt() {
      BuildPlan plan =
          plan(ReleaseFixture.named(FULL, BRANCH), with(published(FULL), BRANCH, OTHER));
      assertEquals(List.of(BRANCH), binding(plan).getFirst().tags());
    }

    @Test
    void refusesAnImageWithoutOurMetadata() {
      PolicyException refused = refusal(RELEASED, registry(IMAGE, Optional.empty(), FULL));
      assertEquals(ErrorCode.TAG_NOT_OURS, refused.code());
      assertTrue(refused.problem().what().contains(IMAGE.value()));
    }

    @Test
    void refusesMetadataOfAnotherDigest() {
      PolicyException refused =
          refusal(RELEASED, registry(IMAGE, Optional.of(RELEASED.published(OTHER)), FULL));
      assertEquals(ErrorCode.TAG_NOT_OURS, refused.code());
      assertTrue(refused.problem().what().contains(OTHER.value()), "both digests are told");
    }

    @Test
    void refusesAnotherVersionThanIsEmbedded() {
      ReleaseIdentity identity = RELEASED.identity();
      ReleaseIdentity later =
          new ReleaseIdentity(
              identity.sha(),
              ReleaseVersion.parse("v2.0.0"),
              Optional.empty(),
              identity.created(),
              false,
              identity.ref(),
              identity.repositoryType(),
              identity.image(),
              identity.tags(),
              Map.of(),
              Map.of(),
              Map.of(),
              List.of());
      PolicyException refused =
          assertThrows(
              PolicyException.class,
              () ->
                  BuildPlanner.plan(
                      new BuildFacts(
                          later,
                          SchemaFacts.NONE,
                          ReleaseFixture.SHOP,
                          Path.of("jib.yaml"),
                          Path.of("m.json"),
                          published(FULL))));
      assertEquals(ErrorCode.VERSION_DISAGREES, refused.code());
    }
  }

  @Nested
  class OfASeries {

    @Test
    void movesForward() {
      RegistryFacts registry = listing(NOTHING, "v1.2.2", "v1.2", "v1", "v1.2.3-rc1", "junk");
      assertTrue(tagsBound(plan(IN_SERIES, registry)).containsAll(List.of(MINOR, MAJOR)));
    }

    @Test
    void staysWithTheNewerVersion() {
      BuildPlan plan = plan(IN_SERIES, listing(NOTHING, "v1.3.0"));
      assertTrue(tagsBound(plan).contains(MINOR), "v1.2 has nothing newer");
      assertFalse(tagsBound(plan).contains(MAJOR));
      assertEquals(
          List.of("v1 stays where it is: v1.3.0 is newer than v1.2.3"), plan.plan().notes());
    }

    @Test
    void isNotHeldBackByAPreRelease() {
      assertTrue(
          tagsBound(plan(IN_SERIES, listing(NOTHING, "v1.9.0-rc1", "v2.0.0"))).contains(MAJOR));
    }

    @Test
    void staysWithTheNewerVersionAlsoWhenTheImageIsReused() {
      RegistryFacts registry = listing(published(FULL, SHORT, RELEASE), "v1.2.3", "v1.2.4");
      BuildPlan plan = plan(IN_SERIES, registry);
      assertEquals(List.of("WriteMetadata"), kinds(plan));
    }
  }

  static Stream<Arguments> plans() {
    return Stream.of(
        Arguments.of("publish", IN_SERIES, listing(NOTHING, "v1.3.0")),
        Arguments.of("publish-under-a-taken-name", RELEASED, with(NOTHING, RELEASE, OTHER)),
        Arguments.of("reuse", RELEASED, published(FULL, SHORT)),
        Arguments.of("unchanged", RELEASED, published(FULL, SHORT, RELEASE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plans")
  void readsAsExpected(String name, ReleaseFixture release, RegistryFacts registry)
      throws IOException {
    Plan<BuildStep> plan = plan(release, registry).plan();
    StringBuilder text = new StringBuilder(plan.intent()).append('\n');
    plan.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
    plan.steps()
        .forEach(
            step -> text.append(step.title()).append("\n  ").append(step.reason()).append('\n'));
    Path file = GOLDEN.resolve(name + ".txt");
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, text);
    }
    assertEquals(Files.readString(file), text.toString());
  }

  private static List<BuildStep.BindTags> binding(BuildPlan plan) {
    return plan.plan().steps().stream()
        .filter(BuildStep.BindTags.class::isInstance)
        .map(BuildStep.BindTags.class::cast)
        .toList();
  }

  private static List<ReleaseTag> tagsBound(BuildPlan plan) {
    return binding(plan).stream().flatMap(step -> step.tags().stream()).toList();
  }
}
