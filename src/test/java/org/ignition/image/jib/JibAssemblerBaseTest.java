package org.ignition.image.jib;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.failure.SourceLocation;
import org.ignition.image.AssembledImage;
import org.ignition.image.BlobSource;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.ImageName;
import org.ignition.image.Manifest;
import org.ignition.image.Manifest.ImageManifest;
import org.ignition.image.MediaType;
import org.ignition.image.Platform;
import org.ignition.image.jib.AssemblyRequest.VersionFile;
import org.ignition.registry.embedded.EmbeddedRegistry;
import org.ignition.testing.RawRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JibAssemblerBaseTest {

  private static final String LAYER = "not even a tar, for nobody is to open it";
  private static final String CONFIG =
      """
      {"architecture":"amd64","os":"linux","created":"2020-01-01T00:00:00Z","author":"somebody",\
      "config":{"Env":["PATH=/bin"],"Entrypoint":["/bin/base"],"Cmd":["arg"],"StopSignal":"SIGQUIT",\
      "Shell":["/bin/ash","-c"],"Labels":{"of":"base"},\
      "Healthcheck":{"Test":["CMD","true"],"Interval":30000000000}},\
      "rootfs":{"type":"layers","diff_ids":["sha256:%s"]},"history":[{"created_by":"base"}]}\
      """
          .formatted("ab".repeat(32));

  @TempDir Path folder;
  private EmbeddedRegistry remote;
  private OverHttp repository;
  private Workshop shop;

  @BeforeEach
  void open() throws Exception {
    remote = EmbeddedRegistry.start(folder.resolve("remote"), 0);
    repository = OverHttp.of(remote.name("library/base"));
    shop = new Workshop(folder);
    shop.version = Optional.of(new VersionFile("/VERSION", "v1.0.0\n"));
  }

  @AfterEach
  void close() {
    remote.close();
  }

  private Descriptor blob(String type, String content) throws Exception {
    return RawRegistry.at(remote.host()).pushBlob("library/base", type, content.getBytes(UTF_8));
  }

  private Manifest push(String tag, String layerType, String config) throws Exception {
    Manifest manifest =
        Manifest.write(
            new ImageManifest(
                "",
                blob(MediaType.OCI_CONFIG, config),
                List.of(blob(layerType, LAYER)),
                Optional.empty(),
                Map.of()));
    put(tag, manifest);
    return manifest;
  }

  private void put(String reference, Manifest manifest) throws Exception {
    HttpResponse<byte[]> response =
        RawRegistry.at(remote.host()).put("library/base", reference, manifest);
    assertEquals(201, response.statusCode());
  }

  private AssembledImage assemble(String format, String reference) {
    return shop.assemble(
        "format: %s\nfrom: {image: '%s%s'}\n".formatted(format, repository.name(), reference),
        name -> {
          assertEquals(repository.name(), name);
          return repository;
        });
  }

  private <T extends IgnitionException> T refusal(Class<T> type, String reference) {
    T refusal = assertThrows(type, () -> assemble("OCI", reference));
    assertEquals(
        Optional.of("jib.yaml:4:15"), refusal.problem().at().map(SourceLocation::toString));
    return refusal;
  }

  @Test
  void buildsOnABaseWithoutDownloadingItsLayers() throws Exception {
    Manifest base = push("1", MediaType.OCI_LAYER_GZIP, CONFIG);
    AssembledImage image = assemble("OCI", ":1");

    Descriptor layer = Workshop.manifest(image).layers().getFirst();
    assertEquals(Digest.of(LAYER.getBytes(UTF_8)), layer.digest());
    assertEquals(3, image.blobs().size());
    assertEquals(new BlobSource.Upstream(repository.name()), image.blobs().get(1).source());
    assertEquals(List.of("VERSION"), Workshop.layer(image, 1).names());
    assertTrue(
        repository.asked().stream().noneMatch(path -> path.endsWith(layer.digest().hex())),
        () -> repository.asked().toString());
    assertEquals(
        base.digest().value(),
        Workshop.manifest(image).annotations().get("org.opencontainers.image.base.digest"));
    assertEquals(
        repository.name() + ":1",
        Workshop.manifest(image).annotations().get("org.opencontainers.image.base.name"));
    assertEquals(
        Optional.of(repository.name() + ":1@" + base.digest()), image.base().map(Object::toString));
  }

  @ParameterizedTest
  @ValueSource(strings = {"OCI", "Docker"})
  void inheritsWhatTheBuildFileDoesNotSayAlsoWhatJibForgets(String format) throws Exception {
    push("1", MediaType.OCI_LAYER_GZIP, CONFIG);
    String config = Workshop.config(assemble(format, ":1"));
    for (String part :
        List.of(
            "\"Entrypoint\":[\"/bin/base\"]",
            "\"Cmd\":[\"arg\"]",
            "\"PATH=/bin\"",
            "\"of\":\"base\"",
            "\"StopSignal\":\"SIGQUIT\"",
            "\"Shell\":[\"/bin/ash\",\"-c\"]",
            "\"Interval\":30000000000")) {
      assertTrue(config.contains(part), () -> part + " not in " + config);
    }
  }

  @Test
  void keepsTheMediaTypeOfLayersThatAreNotGzipped() throws Exception {
    push("zstd", MediaType.OCI_LAYER_ZSTD, CONFIG);
    assertEquals(
        MediaType.OCI_LAYER_ZSTD,
        Workshop.manifest(assemble("OCI", ":zstd")).layers().getFirst().mediaType());
    InputException refused = assertThrows(InputException.class, () -> assemble("Docker", ":zstd"));
    assertEquals(ErrorCode.BUILD_FILE_INVALID, refused.code());
    assertTrue(refused.problem().advice().contains("format: OCI"));
  }

  @Test
  void picksThePlatformOfAnIndex() throws Exception {
    Manifest arm = push("arm", MediaType.OCI_LAYER_GZIP, CONFIG.replace("\"amd64\"", "\"arm64\""));
    Manifest amd = push("amd", MediaType.OCI_LAYER_GZIP, CONFIG);
    put(
        "all",
        Manifest.writeIndex(
            List.of(
                child(arm, new Platform("linux", "arm64", "v8")),
                child(amd, Platform.LINUX_AMD64),
                child(amd, new Platform("unknown", "unknown", "")))));

    assertEquals(
        Optional.of(amd.digest()), assemble("OCI", ":all").base().flatMap(b -> b.digest()));
    shop.platform = Platform.parse("linux/arm64");
    AssembledImage onArm = assemble("Docker", ":all");
    assertEquals(Optional.of(arm.digest()), onArm.base().flatMap(b -> b.digest()));
    assertEquals("arm64", onArm.platform().architecture());

    shop.platform = Platform.parse("linux/s390x");
    InputException missing = refusal(InputException.class, ":all");
    assertEquals(ErrorCode.PLATFORM_MISSING, missing.code());
    assertTrue(missing.problem().why().contains("linux/arm64/v8"), missing.problem().why());
  }

  private static Descriptor child(Manifest manifest, Platform platform) {
    Descriptor plain = manifest.descriptor();
    return new Descriptor(
        plain.mediaType(), plain.digest(), plain.size(), Map.of(), "", "", Optional.of(platform));
  }

  @Test
  void refusesAPlatformThatTheSingleImageOrTheBuildFileDoesNotHave() throws Exception {
    push("1", MediaType.OCI_LAYER_GZIP, CONFIG);
    shop.platform = Platform.parse("linux/arm64");
    assertEquals(ErrorCode.PLATFORM_MISSING, refusal(InputException.class, ":1").code());
    InputException listed =
        assertThrows(
            InputException.class,
            () ->
                shop.assemble(
                    "from: {image: 'debian:12', platforms: [{os: linux, architecture: amd64}]}\n"));
    assertEquals(ErrorCode.PLATFORM_MISSING, listed.code());
  }

  @Test
  void buildsOnABaseByDigest() throws Exception {
    Manifest base = push("1", MediaType.OCI_LAYER_GZIP, CONFIG);
    AssembledImage image = assemble("OCI", "@" + base.digest());
    assertEquals(
        repository.name().toString(),
        Workshop.manifest(image).annotations().get("org.opencontainers.image.base.name"));
  }

  @Test
  void saysThatABaseIsNotThere() {
    RemoteException absent = refusal(RemoteException.class, ":none");
    assertEquals(ErrorCode.BASE_IMAGE_UNAVAILABLE, absent.code());
    assertTrue(absent.problem().what().contains(":none"), absent.problem().what());
  }

  @Test
  void keepsTheRegistrysAdvice() {
    RemoteException refused =
        assertThrows(
            RemoteException.class,
            () ->
                shop.assemble(
                    "from: {image: 'ghcr.io/acme/private:1'}\n",
                    name -> {
                      throw new RemoteException(
                          Problem.of(ErrorCode.REGISTRY_FORBIDDEN, "No read", "", "Log in"));
                    }));
    assertEquals(ErrorCode.BASE_IMAGE_UNAVAILABLE, refused.code());
    assertEquals("No read", refused.problem().why());
    assertEquals("Log in", refused.problem().advice());
  }

  @Test
  void refusesOtherContentThanTheDigestNames() throws Exception {
    push("1", MediaType.OCI_LAYER_GZIP, CONFIG);
    ImageName name = repository.name();
    RemoteException refused =
        assertThrows(
            RemoteException.class,
            () ->
                shop.assemble(
                    "from: {image: '%s@sha256:%s'}\n".formatted(name, "00".repeat(32)),
                    _ -> repository.answeringAlways("1")));
    assertTrue(refused.problem().why().contains("other content"), refused.problem().why());
  }
}
