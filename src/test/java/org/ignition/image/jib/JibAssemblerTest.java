package org.ignition.image.jib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.SourceLocation;
import org.ignition.image.AssembledImage;
import org.ignition.image.BlobSource;
import org.ignition.image.Digest;
import org.ignition.image.MediaType;
import org.ignition.image.Platform;
import org.ignition.image.jib.AssemblyRequest.VersionFile;
import org.ignition.image.jib.Workshop.Layer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JibAssemblerTest {

  private static final String ONE_FILE =
      """
      layers:
        entries:
        - name: app
          files:
          - src: %s
            dest: %s
      """;

  @TempDir Path folder;
  private Workshop shop;

  @BeforeEach
  void open() throws Exception {
    shop = new Workshop(folder);
  }

  private static void fill(Workshop shop) throws Exception {
    shop.file("src/run.sh", "#!/bin/sh\n");
    shop.file("src/lib/b.txt", "b");
    shop.file("src/lib/a.txt", "a");
    shop.version = Optional.of(new VersionFile("/app/VERSION", "v1.0.0\n"));
    shop.labels = Map.of("org.opencontainers.image.version", "v1.0.0");
  }

  @Test
  void describesAnImageFromScratch() throws Exception {
    fill(shop);
    AssembledImage image =
        shop.assemble(
            """
            environment: {B: "2", A: "1"}
            exposedPorts: [8080]
            volumes: [/data]
            user: "1000"
            workingDirectory: /app
            entrypoint: [/app/run.sh]
            cmd: [serve]
            """
                + ONE_FILE.formatted("src", "/app"));

    assertEquals(MediaType.DOCKER_MANIFEST, image.manifest().mediaType());
    assertEquals(Platform.LINUX_AMD64, image.platform());
    assertEquals(Optional.of("1970-01-01T00:00:00Z"), image.created());
    assertEquals(Optional.empty(), image.base());
    String config = Workshop.config(image);
    for (String part :
        List.of(
            "\"Entrypoint\":[\"/app/run.sh\"]",
            "\"Cmd\":[\"serve\"]",
            "\"User\":\"1000\"",
            "\"WorkingDir\":\"/app\"",
            "\"ExposedPorts\":{\"8080/tcp\":{}}",
            "\"Volumes\":{\"/data\":{}}",
            "\"org.opencontainers.image.version\":\"v1.0.0\"",
            "\"created_by\":\"ignition-release:1\"")) {
      assertTrue(config.contains(part), () -> part + " not in " + config);
    }
  }

  @Test
  void addressesEveryBlobByItsContent() throws Exception {
    fill(shop);
    AssembledImage image = shop.assemble(ONE_FILE.formatted("src", "/app"));
    assertEquals(3, image.blobs().size());
    assertEquals(Workshop.manifest(image).config(), image.blobs().getFirst().descriptor());
    for (AssembledImage.Blob blob : image.blobs().subList(1, 3)) {
      if (blob.source() instanceof BlobSource.InFile(var file, long offset, long length)) {
        assertEquals(0, offset);
        assertEquals(blob.descriptor().size(), length);
        assertEquals(blob.descriptor().digest(), Digest.of(Files.readAllBytes(file)));
      } else {
        throw new AssertionError(blob);
      }
    }
  }

  @Test
  void putsTheVersionFileIntoALayerOfItsOwn() throws Exception {
    fill(shop);
    AssembledImage image = shop.assemble(ONE_FILE.formatted("src", "/app"));
    Layer version = Workshop.layer(image, 1);
    assertEquals(List.of("app/", "app/VERSION"), version.names());
    assertEquals("v1.0.0\n", version.entry("app/VERSION").text());
    assertEquals("644 0 0 1", version.entry("app/VERSION").properties());
  }

  @Test
  void leavesTheVersionFilesFolderToItsOwner() throws Exception {
    fill(shop);
    AssembledImage image =
        shop.assemble(
            ONE_FILE.formatted("src", "/app")
                + "      properties: {directoryPermissions: '700', user: '7', group: shop}\n");
    assertEquals("700 7 shop 1", Workshop.layer(image, 1).entry("app/").properties());
  }

  @Test
  void givesTheSameDigestAnywhereAnyDay(@TempDir Path elsewhere) throws Exception {
    fill(shop);
    String body = "format: OCI\nenvironment: {B: b, A: a}\n" + ONE_FILE.formatted("src", "/app");
    AssembledImage here = shop.assemble(body);

    Workshop other = new Workshop(elsewhere.resolve("deeper/down"));
    fill(other);
    try (Stream<Path> files = Files.walk(other.workspace)) {
      for (Path file : files.toList()) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-02-03T04:05:06.7Z")));
      }
    }
    assertEquals(here.digest(), other.assemble(body).digest());
    // The configuration names layers uncompressed, so this holds under every JDK's zlib.
    assertEquals(
        "sha256:b28a9417ccb45a9937424748d1882c0510dcf999c905a0cbce015d573fcb075a",
        Workshop.manifest(here).config().digest().value());
  }

  @Test
  void givesFilesThePropertiesOfTheBuildFile() throws Exception {
    fill(shop);
    AssembledImage image =
        shop.assemble(
            """
            layers:
              properties: {user: "1", timestamp: 5000}
              entries:
              - name: app
                properties: {filePermissions: "640"}
                files:
                - src: src
                  dest: /srv/app
                  properties: {directoryPermissions: "750", group: "2"}
            """);
    Layer layer = Workshop.layer(image, 0);
    assertEquals(
        List.of(
            "srv/",
            "srv/app/",
            "srv/app/lib/",
            "srv/app/lib/a.txt",
            "srv/app/lib/b.txt",
            "srv/app/run.sh"),
        layer.names());
    assertEquals("755 0 0 1", layer.entry("srv/").properties());
    assertEquals("750 1 2 5", layer.entry("srv/app/").properties());
    assertEquals("640 1 2 5", layer.entry("srv/app/run.sh").properties());
  }

  @Test
  void selectsByGlobsWhateverTheCheckoutIsCalled(@TempDir Path elsewhere) throws Exception {
    Workshop named = new Workshop(elsewhere.resolve("lib"));
    fill(named);
    AssembledImage image =
        named.assemble(
            ONE_FILE.formatted("src", "/app/")
                + "      includes: ['**/lib/**']\n      excludes: ['**/b.txt']\n");
    assertEquals(List.of("app/", "app/lib/", "app/lib/a.txt"), Workshop.layer(image, 0).names());
  }

  @Test
  void copiesAFileIntoAFolderOrUnderAnotherName() throws Exception {
    fill(shop);
    AssembledImage image =
        shop.assemble(
            ONE_FILE.formatted("src/run.sh", "/bin/")
                + "    - {src: src/lib/a.txt, dest: /etc/b.conf}\n");
    assertEquals(
        List.of("bin/", "bin/run.sh", "etc/", "etc/b.conf"), Workshop.layer(image, 0).names());
  }

  @Test
  void storesWhatALinkInTheWorkspaceLeadsTo() throws Exception {
    fill(shop);
    Files.createSymbolicLink(shop.workspace.resolve("src/link"), Path.of("lib/a.txt"));
    AssembledImage image = shop.assemble(ONE_FILE.formatted("src", "/app"));
    assertEquals("a", Workshop.layer(image, 0).entry("app/link").text());
  }

  @Test
  void annotatesOciManifestsOnly() throws Exception {
    fill(shop);
    shop.annotations = Map.of("org.opencontainers.image.title", "shop");
    AssembledImage oci = shop.assemble("format: OCI\n" + ONE_FILE.formatted("src", "/app"));
    AssembledImage docker = shop.assemble(ONE_FILE.formatted("src", "/app"));
    assertEquals(shop.annotations, Workshop.manifest(oci).annotations());
    assertEquals(Map.of(), Workshop.manifest(docker).annotations());
    assertNotEquals(oci.digest(), docker.digest());
    assertEquals(MediaType.OCI_LAYER_GZIP, Workshop.manifest(oci).layers().getFirst().mediaType());
  }

  @Test
  void letsOurIdentityLabelsWinAndNoOthers() {
    shop.labels =
        Map.of(
            "org.opencontainers.image.revision", "ours", "org.opencontainers.image.title", "ours");
    String config =
        Workshop.config(
            shop.assemble(
                """
                labels:
                  org.opencontainers.image.revision: theirs
                  org.opencontainers.image.title: theirs
                """));
    assertTrue(config.contains("\"org.opencontainers.image.revision\":\"ours\""), config);
    assertTrue(config.contains("\"org.opencontainers.image.title\":\"theirs\""), config);
  }

  @Test
  void buildsForAPlatformWithAVariant() {
    shop.platform = Platform.parse("linux/arm/v7");
    assertEquals(shop.platform, shop.assemble("").platform());
  }

  @Test
  void leavesOnlyTheBlobsBehind() throws Exception {
    fill(shop);
    AssembledImage image = shop.assemble(ONE_FILE.formatted("src", "/app"));
    try (Stream<Path> left = Files.walk(shop.work)) {
      assertFalse(left.anyMatch(path -> path.endsWith("jib")));
    }
    assertTrue(
        image.blobs().get(1).source() instanceof BlobSource.InFile(var file, _, _)
            && file.startsWith(shop.work));
  }

  private InputException refusal(String body) {
    InputException refusal = assertThrows(InputException.class, () -> shop.assemble(body));
    try (Stream<Path> left = Files.list(shop.work)) {
      assertEquals(List.of(), left.toList(), "an effect before the error");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return refusal;
  }

  private void assertRefusesSource(String source) {
    InputException refusal = refusal(ONE_FILE.formatted(source, "/app"));
    assertEquals(ErrorCode.LAYER_SOURCE_INVALID, refusal.code());
    assertEquals(
        Optional.of("jib.yaml:7:12"), refusal.problem().at().map(SourceLocation::toString));
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "../outside", "/etc/passwd", "\"a\\0b\"", ".."})
  void refusesASourceThatIsMissingOrOutside(String source) throws Exception {
    Files.writeString(folder.resolve("outside"), "secret");
    assertRefusesSource(source);
  }

  @Test
  void refusesLinksThatLeadOutOrNowhere() throws Exception {
    fill(shop);
    Files.writeString(folder.resolve("outside"), "secret");
    Path link = shop.workspace.resolve("src/link");
    Files.createSymbolicLink(link, Path.of("../../outside"));
    assertRefusesSource("src");
    assertRefusesSource("src/link");

    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("nowhere"));
    assertRefusesSource("src");

    Files.delete(link);
    Files.createSymbolicLink(link, link);
    assertRefusesSource("src");
  }

  @Test
  void refusesALinkToAFolderWhichWouldBecomeAnEmptyFolder() throws Exception {
    fill(shop);
    Files.createSymbolicLink(shop.workspace.resolve("src/link"), Path.of("lib"));
    assertRefusesSource("src");
  }

  @Test
  void refusesGlobsOnAFileAndMalformedOnes() throws Exception {
    fill(shop);
    refusal(ONE_FILE.formatted("src/run.sh", "/app") + "      includes: ['**']\n");
    refusal(ONE_FILE.formatted("src", "/app") + "      excludes: ['[']\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"VERSION", "/app/../VERSION", "/app/"})
  void refusesAVersionFileThatIsNoPathInTheImage(String path) {
    shop.version = Optional.of(new VersionFile(path, "v1.0.0\n"));
    assertEquals(ErrorCode.CONFIG_INVALID_VALUE, refusal("").code());
  }

  @Test
  void wrapsWhateverJibFailsWith() throws Exception {
    fill(shop);
    InputException failed =
        assertThrows(InputException.class, () -> shop.assemble("entrypoint: [java, -cp]\n"));
    assertEquals(ErrorCode.ASSEMBLY_FAILED, failed.code());
    assertEquals("The image could not be assembled", failed.problem().what());
    try (Stream<Path> left = Files.list(shop.work)) {
      assertEquals(List.of(), left.toList());
    }
  }
}
