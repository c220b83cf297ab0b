package org.ignition.image.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.image.BlobSource;
import org.ignition.image.Descriptor;
import org.ignition.image.MediaType;
import org.ignition.image.content.UnpackLimit;
import org.ignition.testing.ImageFixture;
import org.ignition.testing.Packed;
import org.ignition.testing.TarFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionLookupTest {

  private static final InspectionRequest REQUEST =
      new InspectionRequest(Optional.of("/app/VERSION"), List.of());
  private static final VersionFile ABSENT = new VersionFile.Absent();

  private final ImageFixture image = new ImageFixture();

  private static VersionFile found(String text) {
    return new VersionFile.Found(text);
  }

  private VersionFile version() {
    return new ImageInspector().inspect(image.image(), REQUEST).versionFile().orElseThrow();
  }

  private static TarFixture version(String text) {
    return new TarFixture().folder("app").file("app/VERSION", text);
  }

  @Test
  void readsTheFile() {
    image.layer(version("1.0.0\n"));
    assertEquals(found("1.0.0\n"), version());
  }

  @Test
  void readsItHoweverTheLayerIsPacked() {
    for (byte[] packed :
        List.of(Packed.gzip(version("1").bytes()), Packed.zstd(version("1").bytes()))) {
      assertEquals(
          Optional.of(found("1")),
          new ImageInspector()
              .inspect(new ImageFixture().layer("x", packed).image(), REQUEST)
              .versionFile());
    }
  }

  @Test
  void understandsEveryWayToWriteAName() {
    for (String name : List.of("./app/VERSION", "/app/VERSION", "app//VERSION", "app/./VERSION")) {
      ImageFixture one = new ImageFixture().layer(new TarFixture().file(name, name));
      assertEquals(
          Optional.of(found(name)),
          new ImageInspector().inspect(one.image(), REQUEST).versionFile());
    }
  }

  @Test
  void letsTheUpperLayerWin() {
    image.layer(version("old")).layer(version("new"));
    assertEquals(found("new"), version());
  }

  @Test
  void isAbsentWhereNothingIs() {
    image.layer(new TarFixture().file("app/version", "other case"));
    assertEquals(ABSENT, version());
  }

  @Test
  void countsAWhiteoutOfTheFile() {
    image.layer(version("old")).layer(new TarFixture().file("app/.wh.VERSION", ""));
    assertEquals(ABSENT, version());
  }

  @Test
  void countsAWhiteoutOfTheFolder() {
    image.layer(version("old")).layer(new TarFixture().file(".wh.app", ""));
    assertEquals(ABSENT, version());
  }

  @Test
  void countsAnOpaqueFolderButKeepsWhatItsOwnLayerHas() {
    image.layer(version("old")).layer(new TarFixture().folder("app").file("app/.wh..wh..opq", ""));
    assertEquals(ABSENT, version());

    image.layer(version("new").file("app/.wh..wh..opq", ""));
    assertEquals(found("new"), version());
  }

  @Test
  void bringsAFileBackAboveAWhiteout() {
    image.layer(version("old")).layer(new TarFixture().file(".wh.app", "")).layer(version("again"));
    assertEquals(found("again"), version());
  }

  @Test
  void countsAFolderThatBecameAFile() {
    image.layer(version("old")).layer(new TarFixture().file("app", "a file now"));
    assertEquals(ABSENT, version());
  }

  @Test
  void followsSymlinksInsideTheImage() {
    image
        .layer(new TarFixture().file("srv/releases/7/VERSION", "linked"))
        .layer(new TarFixture().symlink("app", "/srv/current"))
        .layer(new TarFixture().symlink("srv/current", "releases/7"));
    assertEquals(found("linked"), version());
  }

  @Test
  void staysInsideTheImageWhenALinkStepsUpTooFar() {
    image.layer(
        new TarFixture().file("etc/v", "inside").symlink("app/VERSION", "../../../../etc/v"));
    assertEquals(found("inside"), version());
  }

  @Test
  void followsALinkThatStepsUpThroughALink() {
    image.layer(
        new TarFixture()
            .symlink("app", "srv/deep")
            .folder("srv/deep")
            .symlink("srv/deep/VERSION", "../../opt/x/../v")
            .folder("opt/x")
            .file("opt/v", "found"));
    assertEquals(found("found"), version());
  }

  @Test
  void followsHardLinks() {
    image.layer(new TarFixture().file("opt/v", "hard").hardLink("app/VERSION", "opt/v"));
    assertEquals(found("hard"), version());
  }

  @Test
  void readsAHardLinkAsItWasInItsOwnLayer() {
    image
        .layer(new TarFixture().file("opt/v", "then").hardLink("app/VERSION", "opt/v"))
        .layer(new TarFixture().file("opt/v", "later"));
    assertEquals(found("then"), version());
  }

  @Test
  void givesUpOnLinksInACircle() {
    image.layer(new TarFixture().symlink("app/VERSION", "OTHER").symlink("app/OTHER", "VERSION"));
    assertInstanceOf(VersionFile.NotAFile.class, version());
  }

  @Test
  void saysWhenSomethingElseIsThere() {
    image.layer(new TarFixture().folder("app/VERSION"));
    assertEquals(new VersionFile.NotAFile("a folder"), version());

    image.layer(new TarFixture().device("app/VERSION"));
    assertEquals(new VersionFile.NotAFile("a device or a pipe"), version());
  }

  @Test
  void takesNothingLongForAVersion() {
    image.layer(version("x".repeat(1024)));
    assertEquals(found("x".repeat(1024)), version());

    image.layer(version("x".repeat(1025)));
    assertInstanceOf(VersionFile.NotAFile.class, version());
  }

  @Test
  void takesNoBytesForAVersion() {
    image.layer(new TarFixture().file("app/VERSION", new byte[] {(byte) 0xc3, 0x28}));
    assertInstanceOf(VersionFile.NotAFile.class, version());
  }

  @Test
  void doesNotClaimWhatALayerElsewhereMayHold() {
    image.upstream(new byte[] {1}).layer(new TarFixture().file("etc/x", ""));

    Inspection inspection = new ImageInspector().inspect(image.image(), REQUEST);

    assertInstanceOf(VersionFile.Undecided.class, inspection.versionFile().orElseThrow());
    assertEquals(1, inspection.unseen().size());
  }

  @Test
  void needsNoLayerElsewhereWhenAnUpperOneDecides() {
    image.upstream(new byte[] {1}).layer(version("ours"));
    assertEquals(found("ours"), version());
  }

  @Test
  void readsNamesOfAnyLength() {
    String deep = "d".repeat(120) + "/" + "e".repeat(120) + "/VERSION";
    InspectionRequest request = new InspectionRequest(Optional.of("/" + deep), List.of());
    for (TarFixture tar : List.of(new TarFixture(), new TarFixture().gnu())) {
      var inspected =
          new ImageInspector()
              .inspect(new ImageFixture().layer(tar.file(deep, "deep")).image(), request);
      assertEquals(Optional.of(found("deep")), inspected.versionFile());
    }
  }

  @Test
  void findsItsWayPastSparseFiles() {
    TarArchiveEntry sparse = new TarArchiveEntry("sparse", TarConstants.LF_GNUTYPE_SPARSE, true);
    sparse.setSize(700);
    image.layer(new TarFixture().add(sparse, new byte[700]).file("app/VERSION", "after"));
    assertEquals(found("after"), version());
  }

  @Test
  void readsSlicesOfAFileByPosition(@TempDir Path folder) throws IOException {
    byte[] layer = new TarFixture().file("big", new byte[300_000]).file("app/VERSION", "s").bytes();
    byte[] around = new byte[layer.length + 2000];
    System.arraycopy(layer, 0, around, 1000, layer.length);
    Path file = Files.write(folder.resolve("blob"), around);
    image.layer(
        Descriptor.of(MediaType.OCI_LAYER_TAR, layer),
        new BlobSource.InFile(file, 1000, layer.length));
    assertEquals(found("s"), version());
  }

  @Test
  void refusesALayerThatIsCutOff() {
    byte[] whole = version("1").bytes();
    image.layer("tar", Arrays.copyOf(whole, 1100));
    assertRefused(ErrorCode.ARCHIVE_CORRUPT);
  }

  @Test
  void refusesALayerThatIsNoTar() {
    image.layer("tar", "no tar at all".repeat(100).getBytes(StandardCharsets.UTF_8));
    assertRefused(ErrorCode.ARCHIVE_CORRUPT);
  }

  @Test
  void refusesDamagedGzipAndZstd() {
    for (byte[] packed :
        List.of(Packed.gzip(version("1").bytes()), Packed.zstd(version("1").bytes()))) {
      ImageFixture cut = new ImageFixture().layer("x", Arrays.copyOf(packed, packed.length / 2));
      InputException refused =
          assertThrows(
              InputException.class, () -> new ImageInspector().inspect(cut.image(), REQUEST));
      assertEquals(ErrorCode.ARCHIVE_CORRUPT, refused.code());
    }
  }

  @Test
  void refusesALayerThatUnpacksBeyondMeasure() {
    image.layer("gzip", Packed.gzip(new TarFixture().file("zeros", new byte[4 << 20]).bytes()));
    InspectionLimits small =
        new InspectionLimits(new UnpackLimit(1 << 20, 10, 2 << 20), 1 << 30, 100);
    assertUnsafe(small);
  }

  @Test
  void refusesMoreEntriesAndBytesThanTheLimits() {
    TarFixture many = new TarFixture();
    for (int i = 0; i < 50; i++) {
      many.file("f" + i, "x");
    }
    image.layer(many);
    assertUnsafe(new InspectionLimits(UnpackLimit.GENEROUS, 1000, 49));
    assertUnsafe(new InspectionLimits(UnpackLimit.GENEROUS, 49, 1000));
  }

  private void assertUnsafe(InspectionLimits limits) {
    InputException refused =
        assertThrows(
            InputException.class, () -> new ImageInspector(limits).inspect(image.image(), REQUEST));
    assertEquals(ErrorCode.ARCHIVE_UNSAFE, refused.code());
  }

  private void assertRefused(ErrorCode code) {
    InputException refused =
        assertThrows(
            InputException.class, () -> new ImageInspector().inspect(image.image(), REQUEST));
    assertEquals(code, refused.code());
  }
}
