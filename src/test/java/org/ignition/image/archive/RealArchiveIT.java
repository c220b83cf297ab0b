package org.ignition.image.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.image.AssembledImage;
import org.ignition.image.Digest;
import org.ignition.image.MediaType;
import org.ignition.image.Platform;
import org.ignition.image.inspection.ImageInspector;
import org.ignition.image.inspection.Inspection;
import org.ignition.image.inspection.InspectionRequest;
import org.ignition.image.inspection.VersionFile;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;
import org.ignition.testing.DockerRegistry;
import org.ignition.testing.RealProgram;
import org.ignition.testing.RealTool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people really hand over: every form of archive that {@code docker buildx build} and {@code
 * docker save} write, read by us and compared with what they and other tools say is in it.
 */
class RealArchiveIT {

  private static final String VERSION = "v1.2.3\n";
  private static final String NAME = "ignition-real-archive";
  private static final Platform ARM = new Platform("linux", "arm64", "");

  @TempDir Path folder;

  private Path buildx = Path.of("docker-buildx");
  private Path skopeo = Path.of("skopeo");

  @BeforeEach
  void writeADockerfile() throws IOException {
    buildx = RealTool.require("docker-buildx");
    skopeo = RealTool.require("skopeo");
    Path context = Files.createDirectory(folder.resolve("context"));
    Files.writeString(context.resolve("VERSION"), VERSION);
    Files.writeString(
        context.resolve("Dockerfile"),
        """
        FROM scratch
        LABEL org.opencontainers.image.version=v1.2.3
        ENV MODE=production
        COPY VERSION /app/VERSION
        COPY Dockerfile /app/
        ENTRYPOINT ["/app/run"]
        """);
  }

  /** The archive that buildx writes, and the digest that it reports. */
  private record Built(Path archive, Digest digest) {}

  private Built build(String type, String... options) throws Exception {
    Path archive = folder.resolve("image.tar");
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--output=type=" + type + ",dest=" + archive);
    return new Built(archive, buildx(all.toArray(String[]::new)));
  }

  private Digest buildx(String... options) throws Exception {
    Path metadata = folder.resolve("metadata.json");
    List<String> arguments =
        new ArrayList<>(List.of("build", "--metadata-file", metadata.toString()));
    arguments.addAll(List.of(options));
    arguments.add(folder.resolve("context").toString());
    RealProgram.output(buildx, arguments.toArray(String[]::new));
    DocumentKind kind = OciLayout.KIND;
    Fields fields = Fields.of(Documents.json(Files.readString(metadata), metadata, kind), kind, "");
    return new Digest(fields.requiredText("containerimage.digest"));
  }

  private AssembledImage read(Path archive, Platform platform) throws IOException {
    Path work = Files.createDirectories(folder.resolve("work"));
    return new ArchiveReader()
        .read(new ArchiveRequest(archive, work, platform, Optional.empty(), Map.of()));
  }

  private static void assertIsWhole(AssembledImage image) {
    Inspection inspection =
        new ImageInspector()
            .inspect(image, new InspectionRequest(Optional.of("/app/VERSION"), List.of()));
    assertEquals(Optional.of(new VersionFile.Found(VERSION)), inspection.versionFile());
    assertEquals(
        "v1.2.3", inspection.configuration().labels().get("org.opencontainers.image.version"));
    assertEquals(List.of(), inspection.secrets());
    assertEquals(3, image.blobs().size());
  }

  /** skopeo reads the same manifest out of it, byte for byte. */
  private void assertSkopeoAgrees(AssembledImage image, String source) throws Exception {
    byte[] raw =
        RealProgram.output(skopeo, "inspect", "--raw", source).getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(raw, image.manifest().bytes());
  }

  @Test
  void readsOciArchive() throws Exception {
    Built built = build("oci", "--provenance=false");
    AssembledImage image = read(built.archive(), Platform.LINUX_AMD64);
    assertEquals(built.digest(), image.digest());
    assertEquals(MediaType.OCI_MANIFEST, image.manifest().mediaType());
    assertIsWhole(image);
    assertSkopeoAgrees(image, "oci-archive:" + built.archive());
  }

  @Test
  void readsDockerArchive() throws Exception {
    Built built = build("docker", "--provenance=false");
    AssembledImage image = read(built.archive(), Platform.LINUX_AMD64);
    assertEquals(built.digest(), image.digest());
    assertEquals(MediaType.DOCKER_MANIFEST, image.manifest().mediaType());
    assertIsWhole(image);
  }

  @Test
  void readsOciArchiveWithProvenance() throws Exception {
    Built built = build("oci", "--provenance=mode=min");
    AssembledImage image = read(built.archive(), Platform.LINUX_AMD64);
    assertIsWhole(image);
    assertTrue(
        image.notes().stream().anyMatch(note -> note.contains("attestation")),
        image.notes()::toString);
    assertEquals(digestByCrane(built, "linux/amd64"), image.digest());
  }

  @Test
  void takesThePlatformThatIsMeant() throws Exception {
    Built built = build("oci", "--platform=linux/amd64,linux/arm64", "--provenance=mode=min");
    for (Platform platform : List.of(Platform.LINUX_AMD64, ARM)) {
      AssembledImage image = read(built.archive(), platform);
      assertEquals(platform, image.platform());
      assertIsWhole(image);
      assertEquals(digestByCrane(built, platform.toString()), image.digest());
    }
    Refused.assertRefused(
        ErrorCode.PLATFORM_MISSING,
        "linux/amd64, linux/arm64",
        () -> read(built.archive(), new Platform("linux", "s390x", "")));
  }

  /** What crane finds for a platform, once the archive is at a registry as buildx wrote it. */
  private Digest digestByCrane(Built built, String platform) throws Exception {
    Path crane = RealTool.require("crane");
    try (DockerRegistry registry = DockerRegistry.plain()) {
      RealProgram.output(
          skopeo,
          "--insecure-policy",
          "copy",
          "--all",
          "--preserve-digests",
          "--dest-tls-verify=false",
          "oci-archive:" + built.archive(),
          "docker://" + registry.address() + "/real:1");
      String image = registry.address() + "/real:1";
      return new Digest(
          RealProgram.output(crane, "digest", "--insecure", "--platform", platform, image).strip());
    }
  }

  @Test
  void readsWhatTheDaemonSaved() throws Exception {
    Digest reported = buildx("--load", "--tag=" + NAME, "--provenance=false");
    AssembledImage image = read(saved(), Platform.LINUX_AMD64);
    assertEquals(reported, image.digest());
    assertIsWhole(image);
  }

  @Test
  void readsWhatTheDaemonSavedWithProvenance() throws Exception {
    buildx("--load", "--tag=" + NAME, "--provenance=mode=min");
    assertIsWhole(read(saved(), Platform.LINUX_AMD64));
  }

  private Path saved() throws Exception {
    Path docker = RealTool.require("docker");
    Path archive = folder.resolve("saved.tar");
    try {
      RealProgram.output(docker, "save", "-o", archive.toString(), NAME);
    } finally {
      RealProgram.output(docker, "image", "rm", NAME);
    }
    return archive;
  }

  @Test
  void packsALegacyArchiveToTheSameDigestEachTime() throws Exception {
    Built built = build("oci", "--provenance=false");
    Path legacy = folder.resolve("legacy.tar");
    RealProgram.output(
        skopeo,
        "--insecure-policy",
        "copy",
        "oci-archive:" + built.archive(),
        "docker-archive:" + legacy + ":shop:1");
    AssembledImage image = read(legacy, Platform.LINUX_AMD64);
    assertIsWhole(image);
    assertEquals(image.digest(), read(legacy, Platform.LINUX_AMD64).digest());
    assertEquals(
        read(built.archive(), Platform.LINUX_AMD64)
            .manifest()
            .image(OciLayout.KIND)
            .config()
            .digest(),
        image.manifest().image(OciLayout.KIND).config().digest());
  }
}
