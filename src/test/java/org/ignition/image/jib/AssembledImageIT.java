package org.ignition.image.jib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.image.AssembledImage;
import org.ignition.image.jib.AssemblyRequest.VersionFile;
import org.ignition.registry.embedded.EmbeddedRegistry;
import org.ignition.testing.RawRegistry;
import org.ignition.testing.RealProgram;
import org.ignition.testing.RealTool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other tools make of images that we assembled and of folders that we serve. */
class AssembledImageIT {

  private static final String BODY =
      """
      format: %s
      entrypoint: [/app/run]
      layers:
        entries:
        - name: app
          files: [{src: app, dest: /app}]
      """;

  @TempDir Path folder;
  private Workshop shop;
  private EmbeddedRegistry registry;

  @BeforeEach
  void open() throws Exception {
    shop = new Workshop(folder);
    shop.file("app/run", "#!/bin/sh\n");
    shop.version = Optional.of(new VersionFile("/app/VERSION", "v1.0.0\n"));
    shop.annotations = Map.of("org.opencontainers.image.title", "shop");
    registry = EmbeddedRegistry.start(folder.resolve("registry"), 0);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private AssembledImage push(String format) throws Exception {
    AssembledImage image = shop.assemble(BODY.formatted(format));
    RawRegistry.at(registry.host()).push("acme/shop", "v1.0.0", image);
    return image;
  }

  @Test
  void skopeoReadsTheServedFolderAsALayout() throws Exception {
    Path skopeo = RealTool.require("skopeo");
    AssembledImage image = push("OCI");
    String layout = "oci:" + registry.layout("acme/shop") + ":v1.0.0";
    String inspected = RealProgram.output(skopeo, "inspect", layout);
    assertTrue(inspected.contains(image.digest().value()), inspected);
  }

  /** An OCI layout may hold Docker's manifests, but skopeo looks for OCI's only. */
  @Test
  void skopeoReadsDockersFormatFromTheRegistry() throws Exception {
    Path skopeo = RealTool.require("skopeo");
    AssembledImage image = push("Docker");
    String name = "docker://" + registry.name("acme/shop") + ":v1.0.0";
    String inspected = RealProgram.output(skopeo, "inspect", "--tls-verify=false", name);
    assertTrue(inspected.contains(image.digest().value()), inspected);
  }

  @Test
  void skopeoCopiesFromAndToTheRegistry() throws Exception {
    Path skopeo = RealTool.require("skopeo");
    AssembledImage image = push("OCI");
    RealProgram.output(
        skopeo,
        "copy",
        "--src-tls-verify=false",
        "--dest-tls-verify=false",
        "docker://" + registry.name("acme/shop") + ":v1.0.0",
        "docker://" + registry.name("copied/shop") + ":v1.0.0");
    String layout = "oci:" + registry.layout("copied/shop") + ":v1.0.0";
    String inspected = RealProgram.output(skopeo, "inspect", layout);
    assertTrue(inspected.contains(image.digest().value()), inspected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OCI", "Docker"})
  void craneValidatesTheImage(String format) throws Exception {
    Path crane = RealTool.require("crane");
    AssembledImage image = push(format);
    String name = registry.name("acme/shop") + ":v1.0.0";
    RealProgram.output(crane, "validate", "--remote", name);
    assertEquals(image.digest().value(), RealProgram.output(crane, "digest", name).strip());
  }

  /** The layer of 4 MiB is written twice: by Jib into its cache, by the registry as a blob. */
  @ParameterizedTest
  @ValueSource(strings = {"2m", "6m"})
  void saysThatTheDiskIsFullWhoeverFillsIt(String size) throws Exception {
    Path mount = RealTool.require("mount");
    Path umount = RealTool.require("umount");
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root mounts");
    byte[] noise = new byte[4 * 1024 * 1024];
    new Random(1).nextBytes(noise);
    Files.write(shop.workspace.resolve("app/noise"), noise);
    String work = shop.work.toString();
    RealProgram.output(mount, "-t", "tmpfs", "-o", "size=" + size, "tmpfs", work);
    try {
      InputException full =
          assertThrows(InputException.class, () -> shop.assemble(BODY.formatted("OCI")));
      assertEquals(ErrorCode.DISK_FULL, full.code());
    } finally {
      RealProgram.output(umount, work);
    }
  }
}
