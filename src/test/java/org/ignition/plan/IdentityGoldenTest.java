package org.ignition.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.config.Configuration;
import org.ignition.config.ConfigurationReader;
import org.ignition.failure.SourceLocation;
import org.ignition.image.ReleaseVersion;
import org.ignition.source.Containment;
import org.ignition.source.GitRef;
import org.ignition.source.VersionReading;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole identities of typical builds, as text and as outputs. {@code -Dgolden.write=true} writes
 * the files anew.
 */
class IdentityGoldenTest {

  private static final Path FOLDER = Path.of("src", "test", "resources", "golden", "identity");

  private static final Configuration SHOP =
      ConfigurationReader.read(
          """
          image:
            canonical: ghcr.io/acme/shop
            release-branches: [main, release/*]
            title: Shop
            licenses: Apache-2.0
            description: Sells things
            tags: {branch: true, series: true}
          version:
            sources: [package.json]
          """,
          Path.of("ignition.yml"));
  private static final Configuration BY_TAG =
      ConfigurationReader.read("version: {from: tag}", Path.of("ignition.yml"));
  private static final List<VersionReading> READINGS =
      List.of(
          new VersionReading(
              ReleaseVersion.parse("v1.2.3"), new SourceLocation(Path.of("package.json"), 3, 14)));

  static Stream<Arguments> builds() {
    return Stream.of(
        Arguments.of("push-to-main", Facts.pushed(), SHOP, READINGS),
        Arguments.of("release-tag", Facts.pushed().tag("v1.2.3"), SHOP, READINGS),
        Arguments.of(
            "pull-request", Facts.pushed().ref(new GitRef.PullRequest(12)), SHOP, READINGS),
        Arguments.of(
            "defaults-on-a-feature-branch",
            Facts.pushed().branch("feature/x").on("main", Containment.NO),
            Configuration.DEFAULTS,
            List.of()),
        Arguments.of("versioned-by-tag-on-main", Facts.pushed(), BY_TAG, List.of()),
        Arguments.of(
            "terminal-without-remote",
            Facts.pushed().atTerminal().publishedAt(Optional.empty()),
            Configuration.DEFAULTS,
            List.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("builds")
  void isWhole(String name, Facts facts, Configuration configuration, List<VersionReading> readings)
      throws IOException {
    ReleaseIdentity identity =
        IdentityPlanner.plan(facts.facts(), configuration, readings, DirtyTree.REFUSE);
    String actual = IdentityText.of(identity) + "\n" + rendered(identity);
    Path file = FOLDER.resolve(name + ".txt");
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, actual);
    }
    assertEquals(Files.readString(file), actual);
  }

  private static String rendered(ReleaseIdentity identity) {
    StringBuilder text = new StringBuilder();
    IdentityOutputs.of(identity)
        .forEach((key, value) -> text.append("[" + key + "]\n" + value + "\n"));
    return text.toString();
  }
}
