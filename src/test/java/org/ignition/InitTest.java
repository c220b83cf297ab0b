package org.ignition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ignition.config.Configuration;
import org.ignition.config.ImageSource;
import org.ignition.config.VersionOrigin;
import org.ignition.image.Platform;
import org.ignition.testing.LayoutFixture;
import org.ignition.testing.RealProgram;
import org.ignition.testing.RealTool;
import org.ignition.testing.TarFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** `init` from the outside, and whether what it writes builds. */
class InitTest {

  private static final String WORKFLOW = ".github/workflows/release.yml";
  private static final String DOCKERFILE = "FROM scratch\nCOPY Shop.java /app/Shop.java\n";

  @TempDir private Path home;

  private Shop repository(Map<String, String> more) throws Exception {
    Map<String, String> files = new HashMap<>(Map.of("Shop.java", "class Shop {}\n"));
    files.putAll(more);
    return Shop.uncommitted(home, files);
  }

  private static Configuration configuration(Shop shop) {
    return Configuration.read(shop.folder(), Optional.of(Configuration.DEFAULT_FILE));
  }

  @Test
  void aRepositoryWithABuildFileBuildsWithoutAnEdit() throws Exception {
    Shop shop =
        repository(
            Map.of("jib.yaml", Shop.buildFile(""), "package.json", "{\"version\": \"1.2.3\"}"));
    Shop.Run init = shop.ignition("init");
    assertEquals(0, init.code(), init::toString);
    shop.commit("first");
    Shop.Run build = shop.ignition("build", "--registry", "embedded");
    assertEquals(0, build.code(), build::toString);
    assertTrue(build.logs("version", "v1.2.3"), build::toString);
    assertTrue(build.logs("repository_type", "canonical"), build::toString);
    assertEquals(Files.readString(Path.of("workflows-templates/release.yml")), shop.read(WORKFLOW));
  }

  @Test
  void aRepositoryWithADockerfileBuildsFromTheArchiveWithoutAnEdit() throws Exception {
    Shop shop = repository(Map.of("Dockerfile", DOCKERFILE));
    assertEquals(0, shop.ignition("init").code());
    shop.commit("first");
    LayoutFixture layout = new LayoutFixture();
    byte[] layer = new TarFixture().file("app/Shop.java", "class Shop {}").bytes();
    layout
        .top(layout.image(Platform.LINUX_AMD64, layer))
        .tar()
        .write(shop.folder().resolve("image.tar"));
    Shop.Run build = shop.ignition("build", "--registry", "embedded");
    assertEquals(0, build.code(), build::toString);
    assertEquals(
        Files.readString(Path.of("workflows-templates/release-dockerfile.yml")),
        shop.read(WORKFLOW));
  }

  @Test
  void writesWhatWasFoundWithTheReasonForIt() throws Exception {
    Shop shop =
        repository(
            Map.of(
                "deploy/Dockerfile",
                    DOCKERFILE + "ARG VERSION\nRUN echo \"$VERSION\" > /srv/VERSION\n",
                "pyproject.toml", "[project]\nname = 'shop'\nversion = '0.4.0'\n",
                "db/migrations/001_shop.sql", "select 1;",
                "db/migrations/001_shop.down.sql", "select 1;",
                "compose.yaml", "services: {}\n"));
    assertEquals(0, shop.ignition("init").code());
    String text = shop.read("ignition.yml");
    Configuration written = configuration(shop);
    assertEquals(new ImageSource.Archive(Path.of("image.tar")), written.image().source());
    assertEquals(Optional.of("/srv/VERSION"), written.version().file());
    assertEquals(VersionOrigin.FILES, written.version().from());
    assertTrue(text.contains("directory: db/migrations\n"), text);
    assertTrue(text.contains("found: 2, pairs like 1_name.sql, 1_name.down.sql"), text);
    assertTrue(text.contains("compose.yaml"), text);
    assertTrue(text.contains("https://github.com/acme/shop"), text);
    String workflow = shop.read(WORKFLOW);
    assertTrue(workflow.contains("DOCKERFILE: deploy/Dockerfile\n"), workflow);
    assertTrue(workflow.contains("CONTEXT: .\n"), "Shop.java is copied from the root");
  }

  @Test
  void changesNothingTheSecondTime() throws Exception {
    Shop shop = repository(Map.of("Dockerfile", DOCKERFILE));
    Shop.Run first = shop.ignition("init");
    assertTrue(first.logs("result", "done"), first::toString);
    String before = shop.read("ignition.yml") + shop.read(WORKFLOW);
    Shop.Run second = shop.ignition("init");
    assertEquals(0, second.code(), second::toString);
    assertTrue(second.logs("result", "unchanged"), second::toString);
    assertTrue(second.err().contains("ignition.yml is there already"), second::toString);
    assertEquals(before, shop.read("ignition.yml") + shop.read(WORKFLOW));
  }

  @Test
  void neverOverwritesAndFitsTheWorkflowToTheConfiguration() throws Exception {
    String mine =
        "image:\n  build-file: deploy/jib.yaml\n  release-branches: [trunk, 'release/*']\n";
    Shop shop = repository(Map.of("ignition.yml", mine, "Dockerfile", DOCKERFILE));
    Shop.Run init = shop.ignition("init");
    assertEquals(0, init.code(), init::toString);
    assertEquals(mine, shop.read("ignition.yml"));
    assertTrue(shop.read(WORKFLOW).contains("branches: [trunk, 'release/*']"), shop.read(WORKFLOW));
    assertFalse(shop.read(WORKFLOW).contains("buildx"));
  }

  @Test
  void leavesAnotherReleaseWorkflowAloneAndTakesAnotherName() throws Exception {
    String theirs = "on: push\njobs: {}\n";
    Shop shop = repository(Map.of("jib.yaml", Shop.buildFile(""), WORKFLOW, theirs));
    Shop.Run init = shop.ignition("init");
    assertEquals(0, init.code(), init::toString);
    assertEquals(theirs, shop.read(WORKFLOW));
    assertTrue(shop.read(".github/workflows/ignition-release.yml").contains("command: build"));
    assertTrue(shop.ignition("init").logs("result", "unchanged"));
  }

  @Test
  void aDryRunShowsADiffThatGitAppliesAndWritesNothing() throws Exception {
    Shop shop = repository(Map.of("Dockerfile", DOCKERFILE));
    Set<String> before = files(shop);
    Shop.Run planned = shop.ignition("init", "--dry-run");
    assertEquals(0, planned.code(), planned::toString);
    assertTrue(planned.logs("result", "planned"), planned::toString);
    assertEquals(before, files(shop));
    Path patch = Files.writeString(home.resolve("init.patch"), planned.out());
    RealProgram.output(
        RealTool.require("git"), "-C", shop.folder().toString(), "apply", patch.toString());
    String applied = shop.read("ignition.yml") + shop.read(WORKFLOW);
    Files.delete(shop.folder().resolve("ignition.yml"));
    Files.delete(shop.folder().resolve(WORKFLOW));
    assertEquals(0, shop.ignition("init").code());
    assertEquals(applied, shop.read("ignition.yml") + shop.read(WORKFLOW));
  }

  private static Set<String> files(Shop shop) throws Exception {
    try (Stream<Path> files = Files.walk(shop.folder())) {
      Set<String> names = new TreeSet<>();
      files
          .map(shop.folder()::relativize)
          .map(Path::toString)
          .filter(name -> !name.startsWith(".git/"))
          .forEach(names::add);
      return names;
    }
  }

  @Test
  void worksAsAStepOfAWorkflow() throws Exception {
    Shop shop = repository(Map.of("jib.yaml", Shop.buildFile("")));
    shop.commit("first");
    Shop.Run run = shop.step("refs/heads/main", Map.of("command", "init", "dry-run", "true"));
    assertEquals(0, run.code(), run::toString);
    assertEquals("planned", run.output("result"));
    assertTrue(run.summary().contains("write ignition.yml"), run::summary);
    assertTrue(run.out().contains("+  canonical: ghcr.io/acme/shop"), run::toString);
  }

  @Test
  void saysWhatToAddWhereNothingCouldBeBuilt() throws Exception {
    Shop shop = repository(Map.of("package.json", "{\"version\": \"1.0.0\"}"));
    Shop.Run run = shop.ignition("init");
    assertEquals(2, run.code(), run::toString);
    assertTrue(run.err().contains("IGN-IMG-003"), run::toString);
    assertTrue(run.err().contains("Add a Dockerfile, or a jib.yaml"), run::toString);
    assertFalse(Files.exists(shop.folder().resolve("ignition.yml")));
  }

  @Test
  void namesTheLineOfABuildFileThatWouldNotBuild() throws Exception {
    Shop shop = repository(Map.of("jib.yaml", Shop.buildFile("from: {image: '${base}'}\n")));
    Shop.Run run = shop.ignition("init");
    assertEquals(2, run.code(), run::toString);
    assertTrue(run.err().contains("jib.yaml:3"), run::toString);
    assertFalse(Files.exists(shop.folder().resolve("ignition.yml")));
  }

  @Test
  void takesTheCommitWhereFilesDisagreeOrSayNothing() throws Exception {
    Shop shop =
        repository(
            Map.of(
                "jib.yaml", Shop.buildFile(""),
                "package.json", "{\"version\": \"0.0.0\"}",
                "pyproject.toml", "[project]\nversion = '2.0.0'\n",
                "Cargo.toml", "[package]\nname = 'x'\n"));
    assertEquals(0, shop.ignition("init").code());
    assertEquals(VersionOrigin.COMMIT, configuration(shop).version().from());
    String text = shop.read("ignition.yml");
    assertTrue(text.contains("package.json says v0.0.0"), text);
    assertTrue(text.contains("pyproject.toml says v2.0.0"), text);
  }

  @Test
  void doesNotLookAtWhatIsNotTheProjects() throws Exception {
    Shop shop =
        repository(
            Map.of(
                ".gitignore", "build/\n",
                "build/Dockerfile", DOCKERFILE,
                "node_modules/x/Dockerfile", DOCKERFILE,
                "tests/Dockerfile", DOCKERFILE));
    assertEquals(2, shop.ignition("init").code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a${{ github.token }}/Dockerfile", "-f/Dockerfile", "a\nb/Dockerfile"})
  void passesOverNamesThatWouldNeedQuotingInAWorkflow(String name) throws Exception {
    Shop shop = repository(Map.of(name, DOCKERFILE));
    assertEquals(2, shop.ignition("init").code());
  }

  @Test
  void quotesWhatYamlWouldReadOtherwise() throws Exception {
    Shop shop = repository(Map.of("my app/Dockerfile", "FROM scratch\n"));
    assertEquals(0, shop.ignition("init").code());
    assertTrue(shop.read(WORKFLOW).contains("CONTEXT: 'my app'\n"), shop.read(WORKFLOW));
  }

  @Test
  void doesNotWriteThroughALinkThatLeadsOut() throws Exception {
    Shop shop = repository(Map.of("jib.yaml", Shop.buildFile("")));
    Path outside = Files.createDirectory(home.resolve("outside"));
    Files.createSymbolicLink(shop.folder().resolve(".github"), outside);
    Shop.Run run = shop.ignition("init");
    assertEquals(5, run.code(), run::toString);
    assertTrue(run.err().contains("leads out of the repository"), run::toString);
    assertFalse(Files.exists(outside.resolve("workflows")));
  }

  @Test
  void leavesADanglingLinkAlone() throws Exception {
    Shop shop = repository(Map.of("jib.yaml", Shop.buildFile("")));
    Files.createSymbolicLink(shop.folder().resolve("ignition.yml"), home.resolve("nowhere"));
    Shop.Run run = shop.ignition("init");
    assertEquals(0, run.code(), run::toString);
    assertTrue(run.err().contains("ignition.yml is there already"), run::toString);
    assertFalse(Files.exists(home.resolve("nowhere")));
  }

  @Test
  void leavesTheNameOpenWhereNoRemoteSaysIt() throws Exception {
    Shop shop = repository(Map.of("jib.yaml", Shop.buildFile("")));
    Files.delete(shop.folder().resolve(".git/config"));
    assertEquals(0, shop.ignition("init").code());
    assertEquals(Optional.empty(), configuration(shop).image().canonical());
    shop.commit("first");
    Shop.Run build = shop.ignition("build");
    assertEquals(0, build.code(), build::toString);
    assertTrue(Files.exists(shop.folder().resolve(".ignition/registry/shop")), build::toString);
  }

  @Test
  void saysNothingOfAnArchiveThatNoDockerfileMakes() throws Exception {
    Shop shop = repository(Map.of("ignition.yml", "image: {archive: out/image.tar}\n"));
    Shop.Run run = shop.ignition("init");
    assertEquals(0, run.code(), run::toString);
    assertTrue(run.err().contains("no Dockerfile tells what makes out/image.tar"), run::toString);
    assertFalse(Files.exists(shop.folder().resolve(WORKFLOW)));
  }

  @Test
  void writesFilesThatOthersMayRead() throws Exception {
    Shop shop = repository(Map.of("jib.yaml", Shop.buildFile("")));
    assertEquals(0, shop.ignition("init").code());
    assertTrue(
        PosixFilePermissions.toString(
                Files.getPosixFilePermissions(shop.folder().resolve("ignition.yml")))
            .startsWith("rw-r--"));
  }

  @Test
  void wantsTheRootOfARepository() throws Exception {
    Shop shop = repository(Map.of("jib.yaml", Shop.buildFile("")));
    Files.delete(shop.folder().resolve(".git/HEAD"));
    assertEquals(2, shop.ignition("init").code());
  }
}
