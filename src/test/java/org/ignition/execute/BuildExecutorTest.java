package org.ignition.execute;

import static org.ignition.testing.ReleaseFixture.FULL;
import static org.ignition.testing.ReleaseFixture.RELEASE;
import static org.ignition.testing.ReleaseFixture.SHA;
import static org.ignition.testing.ReleaseFixture.SHORT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.ignition.execute.Journal.Outcome;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.PartialException;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.AssembledImage;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;
import org.ignition.image.ReleaseTag;
import org.ignition.image.Tag;
import org.ignition.metadata.BuildMetadata;
import org.ignition.metadata.PublishedMetadata;
import org.ignition.plan.BuildFacts;
import org.ignition.plan.BuildFacts.RegistryFacts;
import org.ignition.plan.BuildPlan;
import org.ignition.plan.BuildPlanner;
import org.ignition.plan.SchemaFacts;
import org.ignition.plan.Step;
import org.ignition.testing.ImageFixture;
import org.ignition.testing.MemoryRepository;
import org.ignition.testing.ReleaseFixture;
import org.ignition.testing.SilentListener;
import org.ignition.testing.TarFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BuildExecutorTest {

  private static final Instant NOW = Instant.parse("2026-01-08T12:00:00Z");
  private static final ReleaseFixture RELEASED = ReleaseFixture.named(FULL, SHORT, RELEASE);
  private static final AssembledImage IMAGE = image("one");
  private static final AssembledImage OTHER = image("two");

  private final MemoryRepository repository = new MemoryRepository(ReleaseFixture.SHOP);
  private final List<String> heard = new ArrayList<>();
  private final List<BuildMetadata> written = new ArrayList<>();
  private Consumer<AssembledImage> gate = image -> {};
  private BuildPorts.MetadataFile file = (path, metadata) -> written.add(metadata);
  private AssembledImage assembled = IMAGE;
  private BuildExecutor executor = executor();

  private static AssembledImage image(String content) {
    return new ImageFixture().layer(new TarFixture().file("app/x", content)).image();
  }

  private BuildExecutor executor() {
    BuildPorts ports =
        new BuildPorts(
            () -> assembled,
            image -> gate.accept(image),
            repository,
            (path, metadata) -> file.write(path, metadata),
            Clock.fixed(NOW, ZoneOffset.UTC));
    return new BuildExecutor(ports, this::metadata, new Heard(), NOW.minusSeconds(3));
  }

  private BuildMetadata metadata(AssembledImage image, Digest served, Duration took, String at) {
    assertEquals(Duration.ofSeconds(3), took);
    return ReleaseFixture.named().published(served, at);
  }

  /** Writes down which steps fail. */
  private final class Heard extends SilentListener {
    @Override
    public void failed(Step step, Duration took) {
      heard.add("failed " + step.getClass().getSimpleName());
    }
  }

  private BuildPlan plan(ReleaseTag... names) {
    Map<Tag, Digest> bound = new HashMap<>();
    for (ReleaseTag tag : names) {
      repository.at(tag.tag().value()).ifPresent(digest -> bound.put(tag.tag(), digest));
    }
    Optional<BuildMetadata> published =
        repository.at(SHA.hex()).flatMap(new PublishedMetadata(repository)::of);
    return BuildPlanner.plan(
        new BuildFacts(
            ReleaseFixture.named(names).identity(),
            SchemaFacts.NONE,
            ReleaseFixture.SHOP,
            Path.of("jib.yaml"),
            Path.of("metadata.json"),
            new RegistryFacts(bound, Set.of(), published)));
  }

  private BuildMetadata run(ReleaseTag... names) {
    return executor.run(plan(names));
  }

  private <T extends IgnitionException> T failure(Class<T> type, BuildPlan plan) {
    return assertThrows(type, () -> executor.run(plan));
  }

  private static RemoteException remote(ErrorCode code) {
    return new RemoteException(Problem.of(code, "The registry says no", "", ""));
  }

  private void failingAt(String call, ErrorCode code) {
    repository.before(asked -> {
      if (asked.startsWith(call)) {
        throw remote(code);
      }
    });
  }

  @Test
  void publishesUnderEveryName() {
    BuildMetadata metadata = run(FULL, SHORT, RELEASE);
    for (ReleaseTag tag : RELEASED.tags()) {
      assertEquals(Optional.of(IMAGE.digest()), repository.at(tag.tag().value()));
    }
    assertEquals(RELEASED.tags().stream().map(ReleaseTag::tag).toList(), metadata.tags());
    assertEquals(List.of(metadata), written);
    assertEquals(Optional.of(metadata), new PublishedMetadata(repository).of(IMAGE.digest()));
  }

  @Test
  void bindsOnlyAfterReadBackAndMetadata() {
    run(FULL, SHORT);
    List<String> calls = repository.calls();
    int readBack = calls.indexOf("get " + IMAGE.digest().value());
    int attached = indexOf(calls, "attach ");
    int first = calls.indexOf("put " + SHA.hex());
    assertTrue(0 <= readBack && readBack < attached && attached < first, calls::toString);
    assertTrue(first < calls.indexOf("put " + SHA.shortSha()), calls::toString);
  }

  private static int indexOf(List<String> calls, String prefix) {
    return calls.indexOf(calls.stream().filter(c -> c.startsWith(prefix)).findFirst().orElse(""));
  }

  @Test
  void reusesWithoutAssemblingOrPushingAnImage() {
    run(FULL, SHORT);
    assembled = OTHER;
    executor = executor();
    repository.before(
        call -> assertFalse(call.contains(OTHER.digest().hex()), "the image is not built again"));
    BuildMetadata metadata = run(FULL, SHORT, RELEASE);
    assertEquals(IMAGE.digest(), metadata.digest());
    assertEquals(Optional.of(IMAGE.digest()), repository.at("v1.2.3"));
    assertEquals(3, metadata.tags().size());
    assertEquals(Optional.empty(), executor.assembled());
  }

  @Test
  void attachesNothingTheSecondTime() {
    run(FULL, SHORT);
    List<String> before = repository.changes();
    executor = executor();
    run(FULL, SHORT);
    assertEquals(before, repository.changes());
  }

  @Test
  void attachesNothingThatACrashLeftAttached() {
    failingAt("put " + SHA.hex(), ErrorCode.REGISTRY_FORBIDDEN);
    failure(RemoteException.class, plan(FULL, SHORT));
    repository.before(call -> {});
    executor = executor();
    run(FULL, SHORT);
    assertEquals(1, repository.changes().stream().filter(c -> c.startsWith("attach")).count());
  }

  @Test
  void pushesNothingThatTheGateRefuses() {
    gate =
        image -> {
          throw new PolicyException(Problem.of(ErrorCode.SECRET_IN_IMAGE, "A secret", "", ""));
        };
    failure(PolicyException.class, plan(FULL));
    assertEquals(List.of(), repository.changes());
    assertEquals(
        List.of(Outcome.DONE, Outcome.FAILED, Outcome.NOT_BEGUN),
        executor.journal().entries().stream().map(Journal.Entry::outcome).limit(3).toList());
    assertEquals("failed InspectImage", heard.getLast());
  }

  @Test
  void pushesNothingWhenALastingNameIsTakenByAnotherImage() {
    repository.bind("v1.2.3", OTHER.manifest());
    PolicyException refused = failure(PolicyException.class, plan(FULL, SHORT, RELEASE));
    assertEquals(ErrorCode.TAG_BOUND_ELSEWHERE, refused.code());
    assertTrue(refused.problem().what().contains(OTHER.digest().value()));
    assertTrue(refused.problem().what().contains(IMAGE.digest().value()));
    assertEquals(List.of(), repository.changes());
  }

  @Test
  void goesOnWhenTheNameIsTakenByThisVeryImage() {
    repository.bind("v1.2.3", IMAGE.manifest());
    assertEquals(IMAGE.digest(), run(FULL, SHORT, RELEASE).digest());
  }

  @Test
  void bindsNothingWhenTheRegistryServesOtherBytes() {
    repository.serve(IMAGE.digest(), OTHER.manifest());
    PolicyException refused = failure(PolicyException.class, plan(FULL));
    assertEquals(ErrorCode.DIGEST_MISMATCH, refused.code());
    assertEquals(Optional.empty(), repository.at(SHA.hex()));
    assertEquals(Optional.of(IMAGE.digest()), executor.assembled());
    assertEquals(Optional.of(OTHER.digest()), executor.served());
  }

  @Test
  void neverOverwritesAShaThatAnotherRunHasBoundMeanwhile() {
    BuildPlan plan = plan(FULL, SHORT);
    repository.before(call -> {
      if (call.startsWith("attach ")) {
        repository.bind(SHA.hex(), OTHER.manifest());
      }
    });
    PolicyException refused = failure(PolicyException.class, plan);
    assertEquals(ErrorCode.TAG_BOUND_ELSEWHERE, refused.code());
    assertEquals(Optional.of(OTHER.digest()), repository.at(SHA.hex()));
    assertEquals(Optional.empty(), repository.at(SHA.shortSha()));
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {
        "REGISTRY_UNAUTHORIZED",
        "REGISTRY_FORBIDDEN",
        "REGISTRY_NOT_FOUND",
        "REGISTRY_REJECTED"
      })
  void failsWholeWhereTheRegistrySaidNoToTheFirstName(ErrorCode code) {
    failingAt("put " + SHA.hex(), code);
    assertEquals(4, failure(RemoteException.class, plan(FULL, SHORT)).exitCode());
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {"REGISTRY_UNREACHABLE", "REGISTRY_UNAVAILABLE", "REGISTRY_PROTOCOL", "CANCELLED"})
  void failsHalfwayWhereNobodyKnowsWhetherTheNameIsBound(ErrorCode code) {
    failingAt("put " + SHA.hex(), code);
    assertEquals(code, failure(PartialException.class, plan(FULL, SHORT)).code());
  }

  @Test
  void failsHalfwayOnceANameIsBound() {
    failingAt("put v1.2.3", ErrorCode.REGISTRY_FORBIDDEN);
    PartialException partial = failure(PartialException.class, plan(FULL, SHORT, RELEASE));
    assertEquals(5, partial.exitCode());
    assertEquals(ErrorCode.REGISTRY_FORBIDDEN, partial.code());
    assertTrue(executor.journal().hasVisibleEffects());
  }

  @Test
  void saysWhichNamesAStepHadBoundWhenItFailed() {
    run(FULL);
    executor = executor();
    repository.before(call -> {
      if (call.equals("put v1.2.3")) {
        await(SHA.shortSha());
        throw remote(ErrorCode.REGISTRY_FORBIDDEN);
      }
    });
    failure(PartialException.class, plan(FULL, SHORT, RELEASE));
    Journal.Entry failed =
        executor.journal().entries().stream()
            .filter(entry -> entry.outcome() == Outcome.FAILED)
            .findFirst()
            .orElseThrow();
    assertEquals("bound " + SHA.shortSha(), failed.remark());
  }

  private void await(String tag) {
    while (repository.at(tag).isEmpty()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void noticesANameThatMovedWhileItWasBound() {
    repository.before(call -> {
      if (call.equals("resolve v1.2.3")) {
        repository.bind("v1.2.3", OTHER.manifest());
      }
    });
    PartialException partial = failure(PartialException.class, plan(FULL, SHORT, RELEASE));
    assertEquals(ErrorCode.TAG_MOVED, partial.code());
    assertTrue(partial.problem().what().contains(OTHER.digest().value()));
  }

  @Test
  void failsHalfwayWhenOnlyTheFileCannotBeWritten() {
    file =
        (path, metadata) -> {
          throw new InputException(Problem.of(ErrorCode.DISK_FULL, "No space left", "", ""));
        };
    assertEquals(ErrorCode.DISK_FULL, failure(PartialException.class, plan(FULL)).code());
    assertEquals(Optional.of(IMAGE.digest()), repository.at(SHA.hex()));
  }

  @Test
  void refusesAReuseWhoseManifestIsNotServed() {
    run(FULL);
    BuildPlan plan = plan(FULL, SHORT);
    Manifest other = OTHER.manifest();
    repository.serve(IMAGE.digest(), other);
    executor = executor();
    assertEquals(ErrorCode.REGISTRY_PROTOCOL, failure(RemoteException.class, plan).code());
    assertEquals(Optional.empty(), repository.at(SHA.shortSha()));
  }
}
