package org.ignition.registry.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.RemoteException;
import org.ignition.image.AssembledImage;
import org.ignition.image.BlobSource;
import org.ignition.image.Descriptor;
import org.ignition.image.ImageName;
import org.ignition.image.MediaType;
import org.ignition.registry.TransferListener;
import org.ignition.registry.client.ScriptedServer.Response;
import org.ignition.testing.FaultProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads to a registry that can do what Debian's can't: tell how far an upload got. */
@SuppressWarnings("NullAway.Init")
class UploadTest {

  private static final String START = "POST /v2/a/blobs/uploads/";
  private static final String SESSION = "/v2/a/blobs/uploads/7";
  private static final byte[] CONTENT = Blob.noise(1_000_000);
  private static final AssembledImage.Blob BLOB = Blob.of(CONTENT);
  private static final String CLOSE = SESSION + "?digest=" + BLOB.descriptor().digest();

  @TempDir Path folder;

  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private ScriptedServer registry;

  @BeforeEach
  void start() throws IOException {
    registry = new ScriptedServer();
    registry.on(START, Response.of(202).with("Location", SESSION));
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private TransferListener listener() {
    return (blob, event, bytes) -> {
      if (event != TransferListener.Event.SENT) {
        heard.add(event + " " + bytes);
      }
    };
  }

  private Response take(ScriptedServer.Asked asked) {
    received.writeBytes(asked.body());
    return Response.of(202).with("Location", SESSION).with("Range", "0-" + (received.size() - 1));
  }

  private Response finish(ScriptedServer.Asked asked) {
    received.writeBytes(asked.body());
    return Response.of(201);
  }

  private void upload(Clients clients, String host, AssembledImage.Blob blob) {
    clients.repository(host, "a").blobs().upload(blob, listener());
  }

  @Test
  void goesOnWhereItWasCut() throws IOException {
    int kept = 600_000;
    registry.on(
        "GET " + SESSION,
        Response.of(204).with("Location", SESSION).with("Range", "0-" + (kept - 1)));
    registry.on("PATCH " + SESSION, this::take);
    registry.on("PUT " + CLOSE, this::finish);
    try (FaultProxy proxy = FaultProxy.before(registry.registry());
        Clients clients = Clients.anonymous()) {
      proxy.on("PUT", ".*").first().cutRequestAfter(kept);
      received.writeBytes(Arrays.copyOf(CONTENT, kept));
      upload(clients, proxy.registry(), BLOB);
      assertEquals(1, clients.retries.size());
      assertEquals(
          List.of("POST", "PUT", "GET", "PATCH", "PUT"),
          proxy.requests().stream().map(FaultProxy.Seen::method).toList());
    }
    assertArrayEquals(CONTENT, received.toByteArray());
    String range =
        registry.asked().stream()
            .filter(a -> a.line().startsWith("PATCH"))
            .findFirst()
            .orElseThrow()
            .header("Content-range")
            .orElseThrow();
    assertEquals("600000-999999", range);
    assertEquals("DONE 1000000", heard.getLast());
  }

  @Test
  void beginsAnewWhereRegistryForgotTheUpload() throws IOException {
    registry.on("PUT " + CLOSE, this::finish);
    try (FaultProxy proxy = FaultProxy.before(registry.registry());
        Clients clients = Clients.anonymous()) {
      proxy.on("PUT", ".*").first().answer(502);
      upload(clients, proxy.registry(), BLOB);
    }
    assertArrayEquals(CONTENT, received.toByteArray());
    assertEquals(List.of("REWOUND 1000000", "DONE 1000000"), heard);
  }

  @Test
  void asksAgainWhenToldThatTheRangeIsWrong() throws IOException {
    registry.on(
        "GET " + SESSION,
        Response.of(204).with("Location", SESSION).with("Range", "0-299999"),
        Response.of(204).with("Location", SESSION).with("Range", "0-199999"));
    registry.on("PATCH " + SESSION, a -> Response.of(416), this::take);
    registry.on("PUT " + CLOSE, a -> Response.of(503), this::finish);
    received.writeBytes(Arrays.copyOf(CONTENT, 200_000));
    try (Clients clients = Clients.anonymous()) {
      upload(clients, registry.registry(), BLOB);
    }
    assertArrayEquals(CONTENT, received.toByteArray());
  }

  @Test
  void trustsRegistryOverItselfAboutWhatArrived() {
    registry.on("GET " + SESSION, Response.of(204).with("Range", "0-99999"));
    registry.on(
        "PATCH " + SESSION,
        a -> {
          received.writeBytes(Arrays.copyOf(a.body(), 50_000));
          return Response.of(202).with("Location", SESSION).with("Range", "0-149999");
        },
        this::take);
    registry.on("PUT " + CLOSE, a -> Response.of(500), this::finish);
    received.writeBytes(Arrays.copyOf(CONTENT, 100_000));
    try (Clients clients = Clients.anonymous()) {
      upload(clients, registry.registry(), BLOB);
    }
    assertArrayEquals(CONTENT, received.toByteArray());
  }

  @Test
  void uploadsWithTwoRequestsWhatIsKnownToBeNew() {
    registry.on("PUT " + CLOSE, this::finish);
    try (Clients clients = Clients.anonymous()) {
      upload(clients, registry.registry(), BLOB);
    }
    assertEquals(List.of(START, "PUT " + CLOSE), registry.lines());
  }

  @Test
  void usesTheSessionThatRefusedMountOpens() {
    registry.on("HEAD /v2/b/blobs/" + BLOB.descriptor().digest(), Response.of(404));
    registry.on(
        "POST /v2/a/blobs/uploads/?mount=" + BLOB.descriptor().digest() + "&from=b",
        Response.of(202).with("Location", SESSION));
    registry.on(
        "GET /v2/b/blobs/" + BLOB.descriptor().digest(),
        new Response(200, CONTENT, java.util.Map.of()));
    registry.on("PUT " + CLOSE, this::finish);
    AssembledImage.Blob upstream =
        new AssembledImage.Blob(
            BLOB.descriptor(), new BlobSource.Upstream(new ImageName(registry.registry(), "b")));
    try (Clients clients = Clients.anonymous()) {
      upload(clients, registry.registry(), upstream);
    }
    assertArrayEquals(CONTENT, received.toByteArray());
    assertEquals(3, registry.asked().size());
  }

  @Test
  void streamsFromAnotherRegistry() throws IOException {
    registry.on("PUT " + CLOSE, this::finish);
    try (ScriptedServer other = new ScriptedServer();
        Clients clients = Clients.anonymous()) {
      other.on(
          "GET /v2/b/blobs/" + BLOB.descriptor().digest(),
          new Response(200, CONTENT, java.util.Map.of()));
      upload(
          clients,
          registry.registry(),
          new AssembledImage.Blob(
              BLOB.descriptor(), new BlobSource.Upstream(new ImageName(other.registry(), "b"))));
    }
    assertArrayEquals(CONTENT, received.toByteArray());
  }

  @Test
  void doesNotPassOnWhatSourceDamaged() throws IOException {
    registry.on("PUT " + CLOSE, this::finish);
    byte[] damaged = CONTENT.clone();
    damaged[5]++;
    try (ScriptedServer other = new ScriptedServer();
        Clients clients = Clients.anonymous()) {
      other.on(
          "GET /v2/b/blobs/" + BLOB.descriptor().digest(),
          new Response(200, damaged, java.util.Map.of()));
      AssembledImage.Blob blob =
          new AssembledImage.Blob(
              BLOB.descriptor(), new BlobSource.Upstream(new ImageName(other.registry(), "b")));
      RemoteException e =
          assertThrows(RemoteException.class, () -> upload(clients, registry.registry(), blob));
      assertEquals(ErrorCode.DIGEST_MISMATCH, e.code());
    }
  }

  @Test
  void blamesTheFileThatBecameShorter() throws IOException {
    Path file = folder.resolve("layer");
    Files.write(file, Arrays.copyOf(CONTENT, 500_000));
    AssembledImage.Blob blob =
        new AssembledImage.Blob(
            Descriptor.of(MediaType.OCI_LAYER_TAR, CONTENT),
            new BlobSource.InFile(file, 0, CONTENT.length));
    try (Clients clients = Clients.anonymous()) {
      InputException e =
          assertThrows(InputException.class, () -> upload(clients, registry.registry(), blob));
      assertEquals(ErrorCode.ARCHIVE_UNREADABLE, e.code());
      assertEquals(List.of(), clients.retries);
    }
  }

  @Test
  void keepsTryingForALimitedTime() throws IOException {
    registry.on("PUT " + CLOSE, Response.of(503));
    try (Clients clients = Clients.anonymous()) {
      RemoteException e =
          assertThrows(RemoteException.class, () -> upload(clients, registry.registry(), BLOB));
      assertEquals(ErrorCode.REGISTRY_UNAVAILABLE, e.code());
      assertEquals(4, clients.retries.size());
    }
  }

  @Test
  void explainsRefusalOfSize() {
    registry.on("PUT " + CLOSE, Response.of(413));
    try (Clients clients = Clients.anonymous()) {
      RemoteException e =
          assertThrows(RemoteException.class, () -> upload(clients, registry.registry(), BLOB));
      assertEquals(ErrorCode.REGISTRY_REJECTED, e.code());
    }
  }

  @Test
  void doesNotSendAgainWhatWasStoredWithoutAnAnswer() throws IOException {
    String head = "HEAD /v2/a/blobs/" + BLOB.descriptor().digest();
    registry.on("PUT " + CLOSE, a -> Response.of(502));
    registry.on(head, Response.of(200));
    try (Clients clients = Clients.anonymous()) {
      upload(clients, registry.registry(), BLOB);
      assertEquals(1, clients.retries.size());
    }
    assertEquals(List.of(START, "PUT " + CLOSE, "GET " + SESSION, head), registry.lines());
    assertEquals(List.of("DONE 1000000"), heard);
  }

  @Test
  void mountsOnDockerHubByWhicheverName() {
    assertEquals(Endpoint.authorityOf("docker.io"), Endpoint.authorityOf("registry-1.docker.io"));
    assertEquals(Endpoint.authorityOf("DOCKER.io"), Endpoint.authorityOf("index.docker.io"));
    assertEquals("ghcr.io", Endpoint.authorityOf("GHCR.io"));
  }
}
