package org.ignition.registry.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ignition.failure.RemoteException;
import org.ignition.image.Digest;
import org.ignition.image.Tag;
import org.ignition.registry.Proxies;
import org.ignition.registry.RegistryAccess;
import org.ignition.registry.client.ScriptedServer.Response;
import org.junit.jupiter.api.Test;

class ProxyTest {

  private static final Tag TAG = new Tag("v1");
  private static final Digest DIGEST = Digest.of(new byte[] {1});

  private static RegistryAccess through(String address, String... plainHttp) {
    return new RegistryAccess(
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Set.of(plainHttp),
        Proxies.of(Map.of("HTTPS_PROXY", address, "HTTP_PROXY", address)));
  }

  @Test
  void asksTheProxyForAPlainRegistryAndLogsInThere() throws IOException {
    try (ScriptedServer proxy = new ScriptedServer();
        Clients clients =
            new Clients(through("http://me:p%40ss@" + proxy.registry(), "registry.example"))) {
      proxy.on(
          "HEAD http://registry.example/v2/a/manifests/v1",
          Response.of(200).with("Docker-Content-Digest", DIGEST.value()));
      assertEquals(
          Optional.of(DIGEST),
          clients.repository("registry.example", "a").manifests().resolve(TAG));
      assertEquals(
          Optional.of("Basic bWU6cEBzcw=="),
          proxy.asked().getFirst().header("Proxy-authorization"));
    }
  }

  @Test
  void opensATunnelToARegistryWithTls() throws IOException {
    try (Gate gate = new Gate();
        Clients clients = new Clients(through("http://me:pass@" + gate.address()))) {
      RemoteException e =
          assertThrows(
              RemoteException.class,
              () -> clients.repository("registry.example", "a").manifests().resolve(TAG));
      assertTrue(e.problem().what().contains("proxy"), e.problem()::what);
      assertEquals("CONNECT registry.example:443 HTTP/1.1", gate.lines.getFirst());
      assertTrue(
          gate.lines.contains("Proxy-Authorization: Basic bWU6cGFzcw=="), () -> "" + gate.lines);
    }
  }

  @Test
  void reachesThisMachineWithoutProxy() throws IOException {
    try (ScriptedServer registry = new ScriptedServer();
        Clients clients = new Clients(through("http://127.0.0.1:1"))) {
      assertEquals(
          Optional.empty(), clients.repository(registry.registry(), "a").manifests().resolve(TAG));
    }
  }

  /** A proxy that lets nobody through. */
  private static final class Gate implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Gate() throws IOException {
      Thread.ofVirtual().start(this::serve);
    }

    String address() {
      return "127.0.0.1:" + door.getLocalPort();
    }

    private void serve() {
      while (!door.isClosed()) {
        try (Socket client = door.accept();
            BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII))) {
          in.lines().takeWhile(line -> !line.isEmpty()).forEach(lines::add);
          client
              .getOutputStream()
              .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
        } catch (IOException e) {
          // Closed.
        }
      }
    }

    @Override
    public void close() throws IOException {
      door.close();
    }
  }
}
