package org.ignition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.image.Digest;
import org.ignition.image.ImageName;
import org.ignition.image.Tag;
import org.ignition.metadata.PublishedMetadata;
import org.ignition.registry.Repository;
import org.ignition.testing.FaultProxy;
import org.ignition.testing.ReachedRegistry;
import org.ignition.testing.RealProgram;
import org.ignition.testing.RealTool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** `build` from the outside, against Debian's docker-registry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BuildIT {

  @TempDir Path home;

  private ReachedRegistry registry;
  private FaultProxy proxy;
  private Shop shop;
  private String canonical;
  private int number;

  @BeforeAll
  void startRegistry() throws Exception {
    registry = new ReachedRegistry();
  }

  @AfterAll
  void stopRegistry() {
    registry.close();
  }

  @BeforeEach
  void createShop() throws Exception {
    proxy = FaultProxy.before(registry.address());
    canonical = proxy.registry() + "/acme/shop" + number++;
    shop = Shop.create(home, canonical);
  }

  @AfterEach
  void stopProxy() throws Exception {
    proxy.close();
  }

  @Test
  void bindsShaShortShaAndVersionToOneDigest() throws Exception {
    shop.tag("v1.0.0");
    Shop.Run run = shop.ignition("build");
    assertEquals(0, run.code(), run::toString);
    Digest digest = at(shop.head()).orElseThrow();
    assertEquals(Optional.of(digest), at(shop.head().substring(0, 12)));
    assertEquals(Optional.of(digest), at("v1.0.0"));
    assertEquals(Optional.empty(), at("latest"));
    assertTrue(run.err().contains(canonical + "@" + digest + " :" + shop.head()), run::toString);
  }

  @Test
  void pushesWhatCraneAndSkopeoTakeForAValidImage() throws Exception {
    shop.tag("v1.0.0");
    shop.ignition("build");
    String image = registry.address() + "/" + repository().name().repository();
    Path crane = RealTool.require("crane");
    assertTrue(
        RealProgram.output(crane, "validate", "--insecure", "--remote", image + ":v1.0.0")
            .contains("PASS"));
    assertEquals(
        at("v1.0.0").orElseThrow().value(),
        RealProgram.output(crane, "digest", "--insecure", image + ":" + shop.head()).strip());
    String config =
        RealProgram.output(
            RealTool.require("skopeo"),
            "inspect",
            "--tls-verify=false",
            "docker://" + image + ":v1.0.0");
    assertTrue(config.contains("\"org.opencontainers.image.revision\": \"" + shop.head()));
  }

  @Test
  void attachesMetadataThatIsValidAndReadable() throws Exception {
    Shop.Run run = shop.step("refs/heads/main", Map.of("command", "build"));
    assertEquals(0, run.code(), run::toString);
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("docs/metadata-schema.json")), InputFormat.JSON);
    assertEquals(List.of(), schema.validate(run.output("metadata"), InputFormat.JSON));
    String file = Files.readString(shop.folder().resolve(run.output("metadata-file")));
    assertEquals(List.of(), schema.validate(file, InputFormat.JSON));
    Digest digest = at(shop.head()).orElseThrow();
    var published = new PublishedMetadata(repository()).of(digest).orElseThrow();
    assertEquals(digest, published.digest());
    assertEquals(
        "https://github.com/acme/shop/actions/runs/7/attempts/1", published.source().runUrl());
    assertEquals("octocat", published.source().actor());
  }

  @Test
  void givesEveryOutputAndOneLogLine() throws Exception {
    shop.tag("v1.0.0");
    Shop.Run run = shop.step("refs/tags/v1.0.0", Map.of("command", "build"));
    assertEquals(0, run.code(), run::toString);
    String digest = at("v1.0.0").orElseThrow().value();
    assertEquals("done", run.output("result"));
    assertEquals("", run.output("error-code"));
    assertEquals(canonical + "@" + digest, run.output("image"));
    assertEquals(digest, run.output("digest"));
    assertEquals("v1.0.0", run.output("version"));
    assertEquals(shop.head(), run.output("sha"));
    assertEquals(shop.head().substring(0, 12), run.output("short-sha"));
    assertEquals("canonical", run.output("repository-type"));
    assertEquals("false", run.output("reused"));
    assertEquals(3, run.output("tags").lines().count());
    assertTrue(run.logs("phase", "build") && run.logs("digest_verification", "ok"), run::toString);
    assertTrue(run.summary().contains("What was done"), run::summary);
    assertEquals(1, run.out().lines().filter(line -> line.startsWith("{")).count());
  }

  @Test
  void changesNothingTheSecondTime() throws Exception {
    Shop.Run first = shop.step("refs/heads/main", Map.of("command", "build"));
    Shop.Run second = shop.step("refs/heads/main", Map.of("command", "build"));
    assertEquals(0, second.code(), second::toString);
    assertEquals("unchanged", second.output("result"));
    assertEquals("true", second.output("reused"));
    assertEquals(first.output("metadata"), second.output("metadata"));
  }

  @Test
  void bindsTheVersionToTheImageOfTheBranchBuild() throws Exception {
    shop.ignition("build");
    Digest built = at(shop.head()).orElseThrow();
    shop.tag("v1.0.0");
    Shop.Run run = shop.step("refs/heads/main", Map.of("command", "build"));
    assertEquals(0, run.code(), run::toString);
    assertEquals("done", run.output("result"));
    assertEquals("true", run.output("reused"));
    assertEquals(Optional.of(built), at("v1.0.0"));
    assertEquals(3, new PublishedMetadata(repository()).of(built).orElseThrow().tags().size());
  }

  @Test
  void reusesTheImageWhenTheBaseTagHasMoved() throws Exception {
    String base = registry.address() + "/base/" + number + ":stable";
    pushBase(base, "one");
    shop.write("jib.yaml", Shop.buildFile("from: {image: '" + base + "'}\n"));
    shop.commit("on a base");
    Shop.Run first = shop.ignition("build");
    assertEquals(0, first.code(), first::toString);
    Digest built = at(shop.head()).orElseThrow();
    pushBase(base, "two");
    Shop.Run second = shop.ignition("build");
    assertEquals(0, second.code(), second::toString);
    assertTrue(second.logLine().contains("\"reused\":true"), second::toString);
    assertEquals(Optional.of(built), at(shop.head()));
  }

  /** An image with one layer of its own, by the program that others push with. */
  private void pushBase(String name, String content) throws Exception {
    Path layer = Files.createTempFile(home, "layer", ".tar");
    Path folder = Files.createTempDirectory(home, "base");
    Files.writeString(folder.resolve("base.txt"), content);
    RealProgram.output(
        RealTool.require("tar"), "-C", folder.toString(), "-cf", layer.toString(), "base.txt");
    RealProgram.output(
        RealTool.require("crane"), "append", "--insecure", "-f", layer.toString(), "-t", name);
    RealProgram.output(
        RealTool.require("crane"),
        "mutate",
        "--insecure",
        "--set-platform",
        "linux/amd64",
        "-t",
        name,
        name);
  }

  @Test
  void refusesAShaTagThatIsNotOurs() throws Exception {
    pushBase(registry.address() + "/" + repository().name().repository() + ":" + shop.head(), "x");
    Digest foreign = at(shop.head()).orElseThrow();
    Shop.Run run = shop.step("refs/heads/main", Map.of("command", "build"));
    assertEquals(3, run.code(), run::toString);
    assertEquals("refused", run.output("result"));
    assertEquals("IGN-REG-011", run.output("error-code"));
    assertTrue(run.out().contains(foreign.value()), run::toString);
    assertEquals(Optional.of(foreign), at(shop.head()));
  }

  @Test
  void refusesAVersionThatIsBoundToAnotherDigest() throws Exception {
    shop.tag("v1.0.0");
    pushBase(registry.address() + "/" + repository().name().repository() + ":v1.0.0", "x");
    Digest foreign = at("v1.0.0").orElseThrow();
    Shop.Run run = shop.step("refs/heads/main", Map.of("command", "build"));
    assertEquals(3, run.code(), run::toString);
    assertEquals("IGN-REG-010", run.output("error-code"));
    assertTrue(run.out().contains(foreign.value()), run::toString);
    assertEquals(Optional.of(foreign), at("v1.0.0"));
    assertEquals(Optional.empty(), at(shop.head()));
    assertEquals(List.of(), changes());
  }

  @Test
  void plansWithoutChangingAnything() throws Exception {
    Shop.Run run = shop.step("refs/heads/main", Map.of("command", "build", "dry-run", "true"));
    assertEquals(0, run.code(), run::toString);
    assertEquals("planned", run.output("result"));
    assertEquals(List.of(), changes());
    assertTrue(run.out().contains("bind " + shop.head()), run::toString);
  }

  @Test
  void movesASeriesForwardAndNeverBack() throws Exception {
    shop.write("ignition.yml", Shop.configuration(canonical, "  tags: {series: true}\n"));
    release("1.2.0");
    Digest older = at("v1.2.0").orElseThrow();
    assertEquals(Optional.of(older), at("v1.2"));
    release("1.2.1");
    Digest newer = at("v1.2.1").orElseThrow();
    assertEquals(Optional.of(newer), at("v1.2"));
    assertEquals(Optional.of(newer), at("v1"));
    Shop.Run late = release("1.1.9");
    assertEquals(0, late.code(), late::toString);
    assertEquals(Optional.of(newer), at("v1"));
    assertEquals(at("v1.1.9"), at("v1.1"));
    assertTrue(late.err().contains("v1 stays where it is: v1.2.1 is newer"), late::toString);
  }

  private Shop.Run release(String version) throws Exception {
    shop.write("package.json", "{\"version\": \"" + version + "\"}\n");
    shop.write("Shop.java", "class Shop {} // " + version + "\n");
    shop.commit(version);
    shop.tag("v" + version);
    return shop.ignition("build");
  }

  @Test
  void keepsToItsBudgetOfRequests() throws Exception {
    shop.write("ignition.yml", Shop.configuration(canonical, "  tags: {series: true}\n"));
    release("1.2.0");
    proxy.reset();
    shop.write("package.json", "{\"version\": \"1.2.1\"}\n");
    shop.commit("the layers are the same but for the version");
    shop.tag("v1.2.1");
    Shop.Run run = shop.ignition("build");
    assertEquals(0, run.code(), run::toString);
    int layers = 2;
    int versionLayer = 2;
    assertTrue(
        proxy.requests().size() <= layers + versionLayer + 17 + 8, () -> "" + proxy.requests());
    assertTrue(proxy.connections() <= 4, () -> proxy.connections() + " connections");
    proxy.reset();
    assertTrue(shop.ignition("build").logLine().contains("\"unchanged\""));
    assertTrue(proxy.requests().size() <= 8, () -> "" + proxy.requests());
  }

  @Test
  void sendsADirtyTreeNowhereLasting() throws Exception {
    shop.write("Shop.java", "class Shop { int x; }\n");
    Shop.Run refused = shop.ignition("build");
    assertEquals(3, refused.code());
    assertTrue(refused.err().contains("Shop.java"), refused::toString);
    Shop.Run allowed = shop.ignition("build", "--allow-dirty");
    assertEquals(0, allowed.code(), allowed::toString);
    assertEquals(Optional.empty(), at(shop.head()));
    assertTrue(allowed.logs("repository_type", "staging"), allowed::toString);
  }

  private List<FaultProxy.Seen> changes() {
    return proxy.requests().stream()
        .filter(seen -> !seen.method().equals("GET") && !seen.method().equals("HEAD"))
        .toList();
  }

  private Repository repository() {
    return registry.repository(ImageName.parse(canonical).repository());
  }

  private Optional<Digest> at(String tag) {
    return repository().manifests().resolve(new Tag(tag));
  }

  @Test
  void leavesOnlyFilesThatGitIgnores() throws Exception {
    assertEquals(0, shop.ignition("build", "--registry", "embedded").code());
    assertTrue(Files.exists(shop.folder().resolve(".ignition/registry")));
    Shop.Run again = shop.ignition("build", "--registry", "embedded");
    assertEquals(0, again.code(), again::toString);
    assertFalse(again.err().contains("Files differ"), again::toString);
  }
}
