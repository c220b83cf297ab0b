package org.ignition.registry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.RemoteException;
import org.ignition.image.Tag;
import org.ignition.registry.RegistryAccess;
import org.ignition.registry.TransferListener;
import org.ignition.testing.DockerRegistry;
import org.ignition.testing.FreePort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reaching a registry, or not: names, certificates, logins. */
@SuppressWarnings("NullAway.Init")
class ReachIT {

  private static final Tag TAG = new Tag("v1");
  private static DockerRegistry registry;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    registry = DockerRegistry.secured();
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  private static RemoteException failure(Clients clients, String host) {
    return assertThrows(
        RemoteException.class, () -> clients.repository(host, "a").manifests().resolve(TAG));
  }

  @Test
  void namesIssuerOfCertificateThatIsNotTrusted() {
    try (Clients clients =
        new Clients(Clients.secured(registry, DockerRegistry.PASSWORD, Optional.empty()))) {
      RemoteException e = failure(clients, registry.address());
      assertEquals(ErrorCode.REGISTRY_CERTIFICATE, e.code());
      assertTrue(e.problem().why().contains("CN=Ignition Test Authority"), e.problem().why());
      assertTrue(e.problem().what().contains(registry.address()));
      assertEquals(List.of(), clients.retries);
    }
  }

  @Test
  void saysThatPasswordIsWrong() {
    try (Clients clients =
        new Clients(Clients.secured(registry, "wr0ng", Optional.of(registry.authority())))) {
      RemoteException e = failure(clients, registry.address());
      assertEquals(ErrorCode.REGISTRY_UNAUTHORIZED, e.code());
      assertTrue(!e.problem().toString().contains("wr0ng"));
    }
  }

  @Test
  void sendsNoLargeBodyToLearnThatLoginIsNeeded() {
    try (Clients clients =
        new Clients(
            Clients.secured(
                registry, DockerRegistry.PASSWORD, Optional.of(registry.authority())))) {
      clients
          .repository(registry.address(), "early")
          .blobs()
          .upload(Blob.of(Blob.noise(100)), TransferListener.NONE);
      assertEquals(
          List.of("POST 400", "POST 401", "POST 202", "PUT 201"),
          clients.requests.stream()
              .filter(r -> !r.startsWith("GET /v2/ "))
              .map(ReachIT::brief)
              .toList());
    }
  }

  private static String brief(String request) {
    return request.substring(0, request.indexOf(' ')) + request.substring(request.lastIndexOf(' '));
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    int port = FreePort.any();
    try (Clients clients = Clients.anonymous()) {
      RemoteException e = failure(clients, "127.0.0.1:" + port);
      assertEquals(ErrorCode.REGISTRY_UNREACHABLE, e.code());
      assertTrue(e.problem().what().contains("connection refused"), e.problem().what());
    }
  }

  @Test
  void saysThatNameIsUnknown() {
    try (Clients clients = Clients.anonymous()) {
      RemoteException e = failure(clients, "registry.invalid");
      assertEquals(ErrorCode.REGISTRY_UNREACHABLE, e.code());
      assertTrue(e.problem().what().contains("host name is unknown"), e.problem().what());
    }
  }

  @Test
  void refusesFileThatHoldsNoCertificate() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");
    for (Path pem : List.of(empty, text, folder.resolve("missing.pem"))) {
      RegistryAccess access =
          new RegistryAccess(List.of(), Optional.empty(), Optional.of(pem), Set.of());
      InputException e = assertThrows(InputException.class, () -> new Clients(access));
      assertEquals(ErrorCode.INPUT_INVALID, e.code());
    }
  }
}
