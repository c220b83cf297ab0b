package org.ignition.registry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.ignition.image.AssembledImage;
import org.ignition.image.BlobSource;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.MediaType;
import org.ignition.registry.TransferListener;
import org.ignition.registry.client.ScriptedServer.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blobs that are larger than a chunk, to registries and proxies that take chunks only. */
@SuppressWarnings("NullAway.Init")
class ChunkedUploadTest {

  private static final int CHUNK = 64 * 1024 * 1024;
  private static final int REST = 1000;
  private static final String START = "POST /v2/a/blobs/uploads/";
  private static final String SESSION = "/v2/a/blobs/uploads/7";

  @TempDir Path folder;

  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
  private ScriptedServer registry;
  private AssembledImage.Blob blob;
  private String close;
  private long received;

  @BeforeEach
  void start() throws IOException {
    registry = new ScriptedServer();
    blob = zeros(CHUNK + REST);
    close = "PUT " + SESSION + "?digest=" + blob.descriptor().digest();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private AssembledImage.Blob zeros(int size) throws IOException {
    Path file = folder.resolve("zeros");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(size);
    }
    MessageDigest sha256 = Digest.sha256();
    byte[] piece = new byte[1000];
    for (int left = size; left > 0; left -= piece.length) {
      sha256.update(piece, 0, Math.min(piece.length, left));
    }
    return new AssembledImage.Blob(
        Descriptor.of(MediaType.OCI_LAYER_TAR, Digest.of(sha256), size),
        new BlobSource.InFile(file, 0, size));
  }

  private static Response session() {
    return Response.of(202).with("Location", SESSION);
  }

  /** Takes a chunk that goes on where the one before ended. */
  private Response take(ScriptedServer.Asked asked) {
    String range = asked.header("Content-range").orElse("none");
    ranges.add(range);
    if (!range.startsWith(received + "-")) {
      return Response.of(416).with("Location", SESSION).with("Range", "0-" + (received - 1));
    }
    received += asked.body().length;
    return session().with("Range", "0-" + (received - 1));
  }

  private Clients upload() {
    try (Clients clients = Clients.anonymous()) {
      clients.repository(registry.registry(), "a").blobs().upload(blob, TransferListener.NONE);
      return clients;
    }
  }

  private List<String> methods() {
    return registry.lines().stream().map(line -> line.substring(0, line.indexOf(' '))).toList();
  }

  @Test
  void sendsChunksWhereRegistryAsksForThem() {
    registry.on(START, session().with("OCI-Chunk-Min-Length", "5242880"));
    registry.on("PATCH " + SESSION, this::take);
    registry.on(close, Response.of(201));
    upload();
    assertEquals(List.of("POST", "PATCH", "PATCH", "PUT"), methods());
    assertEquals(
        List.of("0-" + (CHUNK - 1), CHUNK + "-" + (CHUNK + REST - 1)), List.copyOf(ranges));
    assertEquals(blob.descriptor().size(), received);
    assertEquals(0, registry.asked().getLast().body().length);
  }

  @Test
  void splitsUpWhatProxyFindsTooLarge() {
    registry.on(START, session());
    registry.on(
        close,
        asked ->
            asked.body().length > CHUNK || received < blob.descriptor().size()
                ? Response.of(413)
                : Response.of(201));
    registry.on("PATCH " + SESSION, this::take);
    assertEquals(List.of(), upload().retries);
    assertEquals(List.of("POST", "PUT", "POST", "PATCH", "PATCH", "PUT"), methods());
    assertEquals(blob.descriptor().size(), received);
  }

  @Test
  void refusesWhenEvenChunksAreTooLarge() {
    registry.on(START, session());
    registry.on(close, Response.of(413));
    registry.on("PATCH " + SESSION, Response.of(413));
    RemoteException e = assertThrows(RemoteException.class, this::upload);
    assertEquals(ErrorCode.REGISTRY_REJECTED, e.code());
  }

  @Test
  void goesOnWhereRegistrySaysAfterAChunkWasLost() {
    registry.on(START, session().with("OCI-Chunk-Min-Length", "1"));
    registry.on("PATCH " + SESSION, this::take, a -> Response.of(502), this::take);
    registry.on(
        "GET " + SESSION,
        a -> Response.of(204).with("Location", SESSION).with("Range", "0-" + (received - 1)));
    registry.on(close, Response.of(201));
    assertEquals(1, upload().retries.size());
    assertEquals(List.of("POST", "PATCH", "PATCH", "GET", "PATCH", "PUT"), methods());
    assertEquals(blob.descriptor().size(), received);
  }

  @Test
  void givesUpOnRegistryThatNeverTakesMore() {
    registry.on(START, session().with("OCI-Chunk-Min-Length", "1"));
    registry.on("PATCH " + SESSION, session().with("Range", "0-9"));
    registry.on("GET " + SESSION, Response.of(204).with("Range", "0-9"));
    RemoteException e = assertThrows(RemoteException.class, this::upload);
    assertEquals(ErrorCode.REGISTRY_PROTOCOL, e.code());
  }
}
