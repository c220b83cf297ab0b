package org.ignition.registry.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.ignition.image.AssembledImage;
import org.ignition.image.Descriptor;
import org.ignition.image.Manifest;
import org.ignition.image.MediaType;
import org.ignition.image.Tag;
import org.ignition.registry.RegistryAccess;
import org.ignition.registry.Repository;
import org.ignition.registry.TransferListener;
import org.ignition.testing.DockerRegistry;
import org.ignition.testing.Eventually;
import org.ignition.testing.FaultProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our client in front of a real registry with which things go wrong. */
@SuppressWarnings("NullAway.Init")
class FaultsIT {

  private static final byte[] EMPTY = "{}".getBytes(UTF_8);
  private static final Tag TAG = new Tag("v1");

  private static DockerRegistry registry;

  private FaultProxy proxy;
  private Clients clients;
  private Repository repository;

  @BeforeAll
  static void startRegistry() throws IOException {
    registry = DockerRegistry.plain();
  }

  @AfterAll
  static void stopRegistry() {
    registry.close();
  }

  /** What was read is asked for again when it is old, which it must not get by a slow machine. */
  private static Clock stopped() {
    return Clock.fixed(Instant.now(), ZoneOffset.UTC);
  }

  @BeforeEach
  void start(TestInfo test) throws IOException {
    proxy = FaultProxy.before(registry.address());
    clients = new Clients(RegistryAccess.ANONYMOUS, Timeouts.USUAL, stopped());
    String name = "faults/t" + Integer.toHexString(test.getDisplayName().hashCode());
    repository = clients.repository(proxy.registry(), name);
  }

  @AfterEach
  void stop() throws IOException {
    clients.close();
    proxy.close();
  }

  private Manifest image(String author) {
    AssembledImage.Blob config = Blob.of(EMPTY);
    repository.blobs().push(config, TransferListener.NONE);
    return Manifest.write(
        new Manifest.ImageManifest(
            "",
            Descriptor.of(MediaType.OCI_CONFIG, EMPTY),
            List.of(),
            Optional.empty(),
            Map.of("author", author)));
  }

  private Manifest artifact(Manifest subject, String type, byte[] content) {
    return Manifest.write(
        new Manifest.ImageManifest(
            type,
            Descriptor.of(MediaType.OCI_EMPTY, EMPTY),
            List.of(Descriptor.of(type, content)),
            Optional.of(subject.descriptor()),
            Map.of("a", "b")));
  }

  private ErrorCode codeOf(Runnable action) {
    return assertThrows(RemoteException.class, action::run).code();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void triesAgainWhatMayPass(int status) {
    Manifest manifest = image("again");
    proxy.on("PUT", ".*manifests/v1").between(1, 2).answer(status);
    repository.manifests().put(manifest, TAG);
    assertEquals(Optional.of(manifest.digest()), repository.manifests().resolve(TAG));
    assertEquals(2, clients.retries.size());
    String line = clients.retries.getFirst();
    assertTrue(
        line.matches(
            "retrying in [0-9.]+ s: " + status + " from 127\\.0\\.0\\.1:[0-9]+ \\(2 of 5\\)"),
        line);
  }

  @Test
  void waitsAsLongAsRegistryAsks() {
    proxy.on("HEAD", ".*").first().answer(429, "Retry-After: 17");
    repository.manifests().resolve(TAG);
    assertEquals(List.of(Duration.ofSeconds(17)), clients.waits);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 405, 409, 416})
  void asksOnceWhatWillNotPass(int status) {
    Manifest manifest = image("once");
    proxy
        .on("PUT", ".*manifests.*")
        .always()
        .answerWith(
            status, "{\"errors\":[{\"code\":\"TAG_INVALID\",\"message\":\"immutable\\u0007\"}]}");
    RemoteException e =
        assertThrows(RemoteException.class, () -> repository.manifests().put(manifest, TAG));
    assertEquals(ErrorCode.REGISTRY_REJECTED, e.code());
    assertTrue(e.problem().why().contains("TAG_INVALID: immutable"), e.problem().why());
    assertFalse(e.problem().why().contains("\u0007"));
    assertEquals(List.of(), clients.retries);
  }

  @Test
  void saysWhichPermissionIsMissing() {
    proxy.on("POST", ".*").always().answer(403);
    assertEquals(
        ErrorCode.REGISTRY_FORBIDDEN,
        codeOf(() -> repository.blobs().push(Blob.of("x"), TransferListener.NONE)));
  }

  @Test
  void givesUpWhenRegistryKeepsFailing() {
    proxy.on("HEAD", ".*").always().answer(502);
    assertEquals(ErrorCode.REGISTRY_UNAVAILABLE, codeOf(() -> repository.manifests().resolve(TAG)));
    assertEquals(4, clients.retries.size());
    assertEquals(5, proxy.requests().size());
  }

  @Test
  void uploadsAgainWhatWasCut() {
    AssembledImage.Blob blob = Blob.of(Blob.noise(2_000_000));
    proxy.on("PUT", ".*uploads.*").between(1, 2).cutRequestAfter(700_000);
    repository.blobs().push(blob, TransferListener.NONE);
    assertArrayEquals(Blob.noise(2_000_000), repository.blobs().read(blob.descriptor(), 2_000_000));
    assertEquals(2, clients.retries.size());
  }

  @Test
  void survivesAnswersThatAreLost() {
    Manifest manifest = image("lost");
    AssembledImage.Blob blob = Blob.of(Blob.noise(1000));
    for (String method : List.of("POST", "PUT", "HEAD", "GET")) {
      proxy.on(method, ".*").first().dropResponse();
    }
    repository.blobs().push(blob, TransferListener.NONE);
    repository.manifests().put(manifest, TAG);
    assertEquals(manifest, repository.manifests().get(TAG).orElseThrow());
  }

  @Test
  void goesOnWithDownloadThatWasCut() {
    byte[] content = Blob.noise(3_000_000);
    AssembledImage.Blob blob = Blob.of(content);
    repository.blobs().push(blob, TransferListener.NONE);
    proxy.on("GET", ".*blobs.*").between(1, 3).cutResponseAfter(900_000);
    proxy.reset();
    assertArrayEquals(content, repository.blobs().read(blob.descriptor(), 3_000_000));
    assertEquals(4, proxy.requests().size());
    assertTrue(proxy.requests().getLast().headers().first("Range").isPresent());
  }

  @Test
  void endsDownloadThatStalls() throws IOException {
    AssembledImage.Blob blob = Blob.of(Blob.noise(1000));
    repository.blobs().push(blob, TransferListener.NONE);
    Timeouts impatient =
        new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10));
    proxy.on("GET", ".*blobs.*").first().slowResponse(100, Duration.ofSeconds(20));
    try (Clients hasty = new Clients(RegistryAccess.ANONYMOUS, impatient, Clock.systemUTC())) {
      Repository same = hasty.repository(proxy.registry(), repository.name().repository());
      assertArrayEquals(Blob.noise(1000), same.blobs().read(blob.descriptor(), 1000));
      assertTrue(hasty.retries.getFirst().contains("no byte came in time"));
    }
  }

  @Test
  void putsUpWithSlowBodies() {
    Manifest manifest = image("slow");
    repository.manifests().put(manifest, TAG);
    proxy.on("GET", ".*manifests.*").first().slowResponse(20, Duration.ofMillis(20));
    assertEquals(manifest, repository.manifests().get(TAG).orElseThrow());
  }

  @Test
  void refusesDigestThatIsNotOurs() {
    Manifest manifest = image("wrong");
    String other = "sha256:" + "0".repeat(64);
    proxy.on("PUT", ".*manifests.*").first().header("Docker-Content-Digest", other);
    RemoteException e =
        assertThrows(RemoteException.class, () -> repository.manifests().put(manifest, TAG));
    assertEquals(ErrorCode.DIGEST_MISMATCH, e.code());
    assertTrue(e.problem().what().contains(other));
    assertTrue(e.problem().what().contains(manifest.digest().value()));
  }

  @Test
  void hashesItselfWhereDigestHeaderIsMissingOrMalformed() {
    Manifest manifest = image("hash");
    repository.manifests().put(manifest, TAG);
    proxy.on("HEAD", ".*manifests.*").first().withoutHeader("Docker-Content-Digest");
    proxy.on("HEAD", ".*manifests.*").nth(2).header("Docker-Content-Digest", "sha256:zz");
    assertEquals(Optional.of(manifest.digest()), repository.manifests().resolve(TAG));
    assertEquals(Optional.of(manifest.digest()), repository.manifests().resolve(TAG));
  }

  @Test
  void showsBytesThatWereAltered() {
    Manifest manifest = image("altered");
    repository.manifests().put(manifest, TAG);
    proxy
        .on("GET", ".*manifests.*")
        .first()
        .alterBody(b -> new String(b, UTF_8).replace("altered", "ALTERED").getBytes(UTF_8));
    assertNotEquals(
        manifest.digest(), repository.manifests().get(manifest.digest()).orElseThrow().digest());
  }

  @Test
  void refusesBlobThatWasAltered() {
    AssembledImage.Blob blob = Blob.of(Blob.noise(1000));
    repository.blobs().push(blob, TransferListener.NONE);
    proxy.on("GET", ".*blobs.*").always().alterBody(b -> new byte[b.length]);
    assertEquals(
        ErrorCode.DIGEST_MISMATCH, codeOf(() -> repository.blobs().read(blob.descriptor(), 1000)));
  }

  @Test
  void refusesManifestWithoutEnd() {
    repository.manifests().put(image("big"), TAG);
    proxy.on("GET", ".*manifests.*").always().alterBody(b -> new byte[5_000_000]);
    assertEquals(ErrorCode.REGISTRY_PROTOCOL, codeOf(() -> repository.manifests().get(TAG)));
  }

  @Test
  void readsTagListPageByPage() {
    Manifest manifest = image("pages");
    IntStream.range(0, 5).forEach(i -> repository.manifests().put(manifest, new Tag("t" + i)));
    String list = "/v2/" + repository.name().repository() + "/tags/list";
    proxy.on("GET", ".*n=1000").first().header("Link", "<" + list + "?n=2&last=t0>; rel=\"next\"");
    assertEquals(5, repository.tags().list().size());
    assertEquals(2, proxy.requests().stream().filter(r -> r.target().startsWith(list)).count());
  }

  @Test
  void leavesListThatGoesInCircles() {
    repository.manifests().put(image("circle"), TAG);
    proxy
        .on("GET", ".*tags/list.*")
        .always()
        .header("Link", "</v2/" + repository.name().repository() + "/tags/list?n=1>; rel=next");
    assertEquals(ErrorCode.REGISTRY_PROTOCOL, codeOf(() -> repository.tags().list()));
  }

  @Test
  void takesPageThatIsMissingForAnError() {
    repository.manifests().put(image("half"), TAG);
    proxy.on("GET", ".*n=1000").always().header("Link", "</v2/gone/tags/list?n=1>; rel=next");
    assertEquals(ErrorCode.REGISTRY_NOT_FOUND, codeOf(() -> repository.tags().list()));
  }

  @Test
  void takesFailedListingForAnError() {
    Manifest subject = image("listing");
    proxy.on("GET", ".*/(referrers|manifests)/.*").always().answer(500);
    assertEquals(
        ErrorCode.REGISTRY_UNAVAILABLE,
        codeOf(() -> repository.referrers().list(subject.digest(), "")));
  }

  @Test
  void attachesMetadataWithEightRequests() {
    Manifest subject = image("budget");
    repository.manifests().put(subject, subject.digest());
    byte[] metadata = "{\"k\":1}".getBytes(UTF_8);
    Manifest artifact = artifact(subject, MediaType.BUILD_METADATA, metadata);
    proxy.reset();
    assertEquals(
        List.of(), repository.referrers().list(subject.digest(), MediaType.BUILD_METADATA));
    repository.blobs().upload(Blob.of(metadata), TransferListener.NONE);
    repository.blobs().push(Blob.of(EMPTY), TransferListener.NONE);
    repository.referrers().attach(artifact);
    assertEquals(8, proxy.requests().size(), proxy.requests().toString());
    assertEquals(
        List.of(artifact.digest()),
        repository.referrers().list(subject.digest(), MediaType.BUILD_METADATA).stream()
            .map(Descriptor::digest)
            .toList());
    assertEquals(9, proxy.requests().size());
  }

  @Test
  void losesNoReferrerToSomebodyWhoAttachesAtTheSameTime() throws IOException {
    Manifest subject = image("race");
    repository.manifests().put(subject, subject.digest());
    byte[] a = "a".getBytes(UTF_8);
    byte[] b = "b".getBytes(UTF_8);
    Manifest ours = artifact(subject, "application/vnd.a", a);
    Manifest theirs = artifact(subject, "application/vnd.b", b);
    repository.blobs().push(Blob.of(a), TransferListener.NONE);
    repository.blobs().push(Blob.of(b), TransferListener.NONE);
    String fallback = ".*manifests/" + Tag.referrersOf(subject.digest());
    try (Clients others = Clients.anonymous()) {
      Repository direct = others.repository(registry.address(), repository.name().repository());
      direct.referrers().list(subject.digest(), "");
      // They read before us and write after us: our entry is gone when we look.
      proxy.on("PUT", fallback).first().after(() -> overwrite(direct, subject, theirs));
      repository.referrers().attach(ours);
      assertEquals(2, direct.referrers().list(subject.digest(), "").size());
    }
    assertEquals(1, clients.retries.size());
  }

  private static void overwrite(Repository direct, Manifest subject, Manifest theirs) {
    direct.manifests().put(theirs, theirs.digest());
    Descriptor entry =
        new Descriptor(
            theirs.mediaType(),
            theirs.digest(),
            theirs.size(),
            Map.of(),
            "application/vnd.b",
            "",
            Optional.empty());
    direct.manifests().put(Manifest.writeIndex(List.of(entry)), Tag.referrersOf(subject.digest()));
  }

  @Test
  void leavesTagAloneThatIsNoListOfReferrers() {
    Manifest subject = image("occupied");
    repository.manifests().put(subject, subject.digest());
    Tag tag = Tag.referrersOf(subject.digest());
    repository.manifests().put(subject, tag);
    byte[] content = "x".getBytes(UTF_8);
    repository.blobs().push(Blob.of(content), TransferListener.NONE);
    Manifest artifact = artifact(subject, "application/vnd.a", content);
    assertEquals(
        ErrorCode.REGISTRY_PROTOCOL, codeOf(() -> repository.referrers().attach(artifact)));
    assertEquals(Optional.of(subject.digest()), repository.manifests().resolve(tag));
  }

  @Test
  void opensAtMostFourConnections() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all =
          IntStream.range(0, 30)
              .<Future<?>>mapToObj(i ->
                  threads.submit(
                      () -> repository.blobs().push(Blob.of("blob " + i), TransferListener.NONE)))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertTrue(proxy.connections() <= 4, proxy.connections() + " connections");
  }

  @Test
  void stopsAtOnceWhenInterrupted() throws Exception {
    proxy.on("HEAD", ".*").always().before(FaultsIT::pause);
    AtomicReference<Throwable> thrown = new AtomicReference<>(new AssertionError("nothing"));
    Thread thread = Thread.ofVirtual().unstarted(() -> repository.manifests().resolve(TAG));
    thread.setUncaughtExceptionHandler((t, e) -> thrown.set(e));
    thread.start();
    Eventually.await(() -> !proxy.requests().isEmpty());
    thread.interrupt();
    assertTrue(thread.join(Duration.ofSeconds(30)), "it waits for an answer");
    assertTrue(thrown.get() instanceof CancelledException, thrown.get().toString());
  }

  private static void pause() {
    try {
      TimeUnit.MINUTES.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
