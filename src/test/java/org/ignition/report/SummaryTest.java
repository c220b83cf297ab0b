package org.ignition.report;

import static org.ignition.testing.ReleaseFixture.FULL;
import static org.ignition.testing.ReleaseFixture.RELEASE;
import static org.ignition.testing.ReleaseFixture.SHORT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ignition.execute.BuildExecutor;
import org.ignition.execute.BuildPorts;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.PartialException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.failure.SourceLocation;
import org.ignition.json.Json;
import org.ignition.metadata.BuildMetadata;
import org.ignition.plan.BuildFacts;
import org.ignition.plan.BuildFacts.RegistryFacts;
import org.ignition.plan.BuildPlan;
import org.ignition.plan.BuildPlanner;
import org.ignition.plan.SchemaFacts;
import org.ignition.testing.ImageFixture;
import org.ignition.testing.MemoryRepository;
import org.ignition.testing.ReleaseFixture;
import org.ignition.testing.SilentListener;
import org.junit.jupiter.api.Test;

/** Whole summaries and log lines; {@code -Dgolden.write=true} writes the files anew. */
class SummaryTest {

  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "summary");
  private static final Instant NOW = Instant.parse("2026-01-08T12:00:00Z");
  private static final BuildPlan PLAN =
      BuildPlanner.plan(
          new BuildFacts(
              ReleaseFixture.named(FULL, SHORT, RELEASE).identity(),
              SchemaFacts.NONE,
              ReleaseFixture.SHOP,
              Path.of("jib.yaml"),
              Path.of(".ignition/build-metadata.json"),
              new RegistryFacts(Map.of(), Set.of(), Optional.empty())));

  private final MemoryRepository repository = new MemoryRepository(ReleaseFixture.SHOP);
  private final BuildExecutor executor =
      new BuildExecutor(
          new BuildPorts(
              () -> new ImageFixture().image(),
              image -> {},
              repository,
              (file, metadata) -> {},
              Clock.fixed(NOW, ZoneOffset.UTC)),
          (image, served, took, at) -> ReleaseFixture.named().published(served, at),
          new SilentListener(),
          NOW);

  private static void assertGolden(String name, String actual) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, actual);
    }
    assertEquals(Files.readString(file), actual);
  }

  @Test
  void ofABuildIsWhole() throws IOException {
    BuildMetadata metadata = executor.run(PLAN);
    Conclusion conclusion =
        BuildConclusion.of(
            PLAN,
            metadata,
            Path.of(".ignition/build-metadata.json"),
            executor.journal(),
            Duration.ofMillis(4321));
    assertGolden("built.md", conclusion.summary());
    assertGolden("built.json", Json.pretty(conclusion.logLine()));
  }

  @Test
  void ofADryRunIsWhole() throws IOException {
    assertGolden(
        "planned.md", BuildConclusion.planned(PLAN.plan(), Map.of("image_sha", "x")).summary());
  }

  @Test
  void ofABuildThatFailedHalfwaySaysWhatIsVisible() {
    repository.before(call -> {
      if (call.equals("put v1.2.3")) {
        throw new RemoteException(
            Problem.of(
                ErrorCode.REGISTRY_FORBIDDEN,
                "The registry refuses `v1.2.3`",
                "The token may not write",
                "Give the job `packages: write`"));
      }
    });
    PartialException e = assertThrows(PartialException.class, () -> executor.run(PLAN));
    String summary =
        Summary.failed("build", Result.of(e), e.problem(), Optional.of(executor.journal()));
    assertTrue(summary.startsWith("## build failed halfway"), summary);
    assertTrue(summary.contains("| bind " + FULL + " | done |"), summary);
    assertTrue(summary.contains("| failed |"), summary);
    assertTrue(summary.contains("| not begun |"), summary);
  }

  @Test
  void ofAFailureKeepsHostileTextHarmless() {
    String summary =
        Summary.failed(
            "build",
            Result.FAILED,
            Problem.of(ErrorCode.INPUT_INVALID, "<img src=x> | [a](b)\n## x", "@all", "")
                .at(new SourceLocation(Path.of("a|b.yml"), 1, 2)),
            Optional.empty());
    assertFalse(summary.contains("<img"), summary);
    assertFalse(summary.contains("@all"), summary);
    assertEquals(1, summary.lines().filter(line -> line.startsWith("## ")).count());
  }
}
