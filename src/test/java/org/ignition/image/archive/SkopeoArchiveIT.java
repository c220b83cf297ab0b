package org.ignition.image.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ignition.failure.ErrorCode;
import org.ignition.image.AssembledImage;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;
import org.ignition.image.MediaType;
import org.ignition.image.Platform;
import org.ignition.image.content.BlobContent;
import org.ignition.image.inspection.ImageInspector;
import org.ignition.image.inspection.InspectionRequest;
import org.ignition.image.inspection.VersionFile;
import org.ignition.testing.LayoutFixture;
import org.ignition.testing.RealTool;
import org.ignition.testing.TarFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that skopeo wrote, and skopeo as the judge of what we made of them. */
class SkopeoArchiveIT {

  private static final byte[] LOWER =
      new TarFixture().folder("app").file("app/VERSION", "1.2.3\n").bytes();
  private static final byte[] UPPER = new TarFixture().file("app/main", "main").bytes();

  @TempDir Path folder;

  private Path skopeo = Path.of("skopeo");
  private Path layout = Path.of("");
  private Digest digest = Digest.of(new byte[0]);

  @BeforeEach
  void writeALayout() throws IOException {
    skopeo = RealTool.require("skopeo");
    LayoutFixture fixture = new LayoutFixture();
    Descriptor manifest = fixture.image(Platform.LINUX_AMD64, LOWER, UPPER, LOWER);
    layout = fixture.top(manifest).folder(folder.resolve("layout"));
    digest = manifest.digest();
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(skopeo.toString(), "--insecure-policy"));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "skopeo", ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertEquals(true, process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), Files.readString(output));
    return Files.readString(output);
  }

  private AssembledImage read(Path archive) throws IOException {
    Path work = Files.createDirectories(folder.resolve("work"));
    return new ArchiveReader().read(ArchiveRequest.of(archive, work));
  }

  private static void assertHoldsItsVersion(AssembledImage image) {
    VersionFile version =
        new ImageInspector()
            .inspect(image, new InspectionRequest(Optional.of("/app/VERSION"), List.of()))
            .versionFile()
            .orElseThrow();
    assertEquals(new VersionFile.Found("1.2.3\n"), version);
  }

  @Test
  void readsItsOciFolderAndArchiveByteForByte() throws Exception {
    Path tar = folder.resolve("image.tar");
    Path copy = folder.resolve("copy");
    run("copy", "oci:" + layout, "oci:" + copy + ":v1");
    run("copy", "oci:" + layout, "oci-archive:" + tar + ":v1");

    for (Path archive : List.of(copy, tar)) {
      AssembledImage image = read(archive);
      assertEquals(digest, image.digest());
      assertHoldsItsVersion(image);
    }
    Path raw = folder.resolve("raw.json");
    Files.writeString(raw, run("inspect", "--raw", "oci-archive:" + tar + ":v1"));
    assertArrayEquals(read(tar).manifest().bytes(), Files.readAllBytes(raw));
  }

  @Test
  void readsItsDockerArchiveWithLinkedLayers() throws Exception {
    Path tar = folder.resolve("docker.tar");
    run("copy", "oci:" + layout, "docker-archive:" + tar + ":shop:1.0");

    AssembledImage image = read(tar);

    assertEquals(3, image.manifest().image(OciLayout.KIND).layers().size());
    assertEquals(3, image.blobs().size());
    assertHoldsItsVersion(image);
  }

  @Test
  void choosesAmongItsImages() throws Exception {
    Path copy = folder.resolve("two");
    LayoutFixture other = new LayoutFixture();
    other.top(other.image(Platform.LINUX_AMD64, UPPER));
    run("copy", "oci:" + layout, "oci:" + copy + ":v1");
    run("copy", "oci:" + other.folder(folder.resolve("other")), "oci:" + copy + ":v2");

    Refused.assertRefused(ErrorCode.ARCHIVE_UNREADABLE, "\"v1\", \"v2\"", () -> read(copy));
    ArchiveRequest request =
        new ArchiveRequest(copy, folder, Platform.LINUX_AMD64, Optional.of("v1"), Map.of());
    assertEquals(digest, new ArchiveReader().read(request).digest());
  }

  @Test
  void writesAnImageOfALegacyArchiveThatItReads() throws Exception {
    Path tar = folder.resolve("docker.tar");
    run("copy", "oci:" + layout, "docker-archive:" + tar + ":shop:1.0");
    AssembledImage image = read(tar);

    Path written = write(image, folder.resolve("written"));

    String raw = run("inspect", "--raw", "oci:" + written);
    assertEquals(image.digest(), Digest.of(raw.getBytes(StandardCharsets.UTF_8)));
    run("copy", "oci:" + written, "dir:" + folder.resolve("unpacked"));
    try (Stream<Path> files = Files.list(folder.resolve("unpacked"))) {
      assertEquals(image.blobs().size() + 2, files.count());
    }
  }

  private static Path write(AssembledImage image, Path target) throws IOException {
    LayoutFixture fixture = new LayoutFixture();
    fixture.blob(MediaType.OCI_MANIFEST, image.manifest().bytes());
    for (AssembledImage.Blob blob : image.blobs()) {
      try (InputStream in = BlobContent.open(blob.source())) {
        fixture.blob(blob.descriptor().mediaType(), in.readAllBytes());
      }
    }
    Manifest manifest = image.manifest();
    return fixture.top(manifest.descriptor()).folder(target);
  }
}
