package org.ignition.registry.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.registry.Proxies;

/** Tells the HTTP client which way to go. What is on this machine is never asked of a proxy. */
final class ProxyRoute extends ProxySelector {

  private static final int USUAL_PORT = 80;
  private static final String SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

  static {
    // A login for the proxy goes to the proxy and to nobody else, also in front of a tunnel; the
    // JDK leaves it out there unless told otherwise. It reads this once, with its first client.
    if (System.getProperty(SCHEMES) == null) {
      System.setProperty(SCHEMES, "");
    }
  }

  private final Proxies proxies;

  ProxyRoute(Proxies proxies) {
    this.proxies = proxies;
  }

  private Optional<URI> towards(URI target) {
    boolean loopback = Origin.of(target).map(Origin::loopback).orElse(false);
    return loopback ? Optional.empty() : proxies.towards(target);
  }

  @Override
  public List<Proxy> select(URI target) {
    return List.of(towards(target).map(ProxyRoute::proxy).orElse(Proxy.NO_PROXY));
  }

  private static Proxy proxy(URI address) {
    int port = address.getPort() < 0 ? USUAL_PORT : address.getPort();
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(address.getHost(), port));
  }

  /** The header by which the proxy for {@code target} knows us. */
  Map<String, String> login(URI target) {
    return towards(target)
        .flatMap(address -> Optional.ofNullable(address.getUserInfo()))
        .map(pair -> Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
        .map(encoded -> Map.of("Proxy-Authorization", "Basic " + encoded))
        .orElse(Map.of());
  }

  @Override
  public void connectFailed(URI target, SocketAddress proxy, IOException failure) {
    // Whoever sent the request hears of it.
  }
}
