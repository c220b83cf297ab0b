package org.ignition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ignition.testing.RealProgram;
import org.ignition.testing.RealTool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** .ci/release on a copy of what it reads, with a remote of its own. */
class ReleaseScriptTest {

  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  @TempDir private Path home;
  private Path project;

  @BeforeEach
  void createProject() throws Exception {
    project = home.resolve("project");
    Files.createDirectories(project.resolve(".ci"));
    Files.copy(Path.of(".ci/release"), project.resolve(".ci/release"));
    Files.copy(Path.of("action.yml"), project.resolve("action.yml"));
    RealProgram.output(git(), "init", "-q", "--bare", home.resolve("origin").toString());
    in("init", "-q", "--initial-branch=main");
    in("remote", "add", "origin", home.resolve("origin").toString());
    commit("1.2.3");
  }

  private void commit(String version) throws Exception {
    Files.writeString(
        project.resolve("pom.xml"),
        """
        <project>
          <parent>
          <version>9.9.9</version>
          </parent>
          <version>%s</version>
        </project>
        """
            .formatted(version));
    Files.writeString(project.resolve("CHANGELOG.md"), "## [" + version + "]\n");
    in("add", ".");
    in("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", version);
  }

  private static Path git() {
    return RealTool.require("git");
  }

  private String in(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("-C", project.toString()));
    all.addAll(List.of(arguments));
    return RealProgram.output(git(), all.toArray(String[]::new)).strip();
  }

  private Ended release(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(project.resolve(".ci/release").toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private record Ended(int code, String output) {}

  private void releaseWhole(String version) throws Exception {
    assertEquals(new Ended(0, ""), release("check", version));
    assertEquals(new Ended(0, ""), release("tag", version, image(version)));
    Ended pushed = release("push", version);
    assertEquals(0, pushed.code(), pushed::output);
  }

  private static String image(String version) {
    return "ghcr.io/acme/ignition-release:" + version + "@" + DIGEST;
  }

  private String published(String tag) throws Exception {
    return in("ls-remote", "origin", "refs/tags/" + tag).replaceFirst("\\s.*", "");
  }

  @Test
  void namesTheImageByDigestInACommitThatOnlyTagsLeadTo() throws Exception {
    String main = in("rev-parse", "HEAD");
    releaseWhole("1.2.3");
    String action = in("show", "v1.2.3:action.yml");
    assertTrue(action.contains("  image: docker://" + image("1.2.3")), action);
    assertEquals(main, in("rev-parse", "v1.2.3^"));
    assertEquals(published("v1.2.3"), published("v1"));
    assertEquals(published("v1.2.3"), published("v1.2"));
    assertEquals("", published("main"));
  }

  @Test
  void movesASeriesForwardOnly() throws Exception {
    releaseWhole("1.2.3");
    commit("1.3.0");
    releaseWhole("1.3.0");
    commit("1.2.4");
    releaseWhole("1.2.4");
    assertEquals(published("v1.3.0"), published("v1"));
    assertEquals(published("v1.2.4"), published("v1.2"));
  }

  @Test
  void refusesWhatIsReleasedAlready() throws Exception {
    releaseWhole("1.2.3");
    Ended again = release("check", "1.2.3");
    assertEquals(2, again.code());
    assertTrue(again.output().contains("v1.2.3 is released already"), again::output);
  }

  @Test
  void doesNotTakeAnUnreachableRemoteForOneWithoutTheVersion() throws Exception {
    in("remote", "set-url", "origin", home.resolve("nowhere").toString());
    assertNotEquals(0, release("check", "1.2.3").code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.4", "v1.2.3", "1.2", "1.2.3-rc1", "1.2.3; id", "", "01.2.3"})
  void refusesAVersionThatIsNotTheProjects(String version) throws Exception {
    assertEquals(2, release("check", version).code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ghcr.io/acme/ignition-release:1.2.3",
        "ghcr.io/acme/ignition-release:1.2.4@",
        "a|b:1.2.3@",
        "ghcr.io/acme/ignition-release@"
      })
  void refusesAnImageWithoutVersionOrDigest(String image) throws Exception {
    String given = image.endsWith("@") ? image + DIGEST : image;
    assertNotEquals(0, release("tag", "1.2.3", given).code());
    assertEquals("", in("tag", "--list"));
    assertEquals(unchanged(), Files.readString(project.resolve("action.yml")));
  }

  private static String unchanged() throws IOException {
    return Files.readString(Path.of("action.yml"));
  }
}
