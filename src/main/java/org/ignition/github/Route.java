package org.ignition.github;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ignition.tls.Trust;
import org.jspecify.annotations.Nullable;

/** The way to GitHub, through a company's proxy where there is one. */
final class Route {

  private static final int USUAL_PORT = 80;
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private Route() {}

  /** A client that takes it; redirects are left to the library, which keeps the token from them. */
  static HttpClient client(GitHubAccess access) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(new Selector(access))
            .sslContext(Trust.of(access.authorities()));
    login(access).ifPresent(client::authenticator);
    return client.build();
  }

  private static Optional<Authenticator> login(GitHubAccess access) {
    return access
        .proxies()
        .towards(access.api())
        .flatMap(proxy -> Optional.ofNullable(proxy.getUserInfo()))
        .map(ProxyLogin::new);
  }

  /** Gives the proxy's login to the proxy and to nobody else. */
  private static final class ProxyLogin extends Authenticator {

    private final String pair;

    ProxyLogin(String pair) {
      this.pair = pair;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      if (getRequestorType() != RequestorType.PROXY) {
        return null;
      }
      int colon = pair.indexOf(':');
      String user = colon < 0 ? pair : pair.substring(0, colon);
      String password = colon < 0 ? "" : pair.substring(colon + 1);
      return new PasswordAuthentication(user, password.toCharArray());
    }
  }

  private static final class Selector extends ProxySelector {

    private final GitHubAccess access;

    Selector(GitHubAccess access) {
      this.access = access;
    }

    @Override
    public List<Proxy> select(URI target) {
      return List.of(access.proxies().towards(target).map(Selector::proxy).orElse(Proxy.NO_PROXY));
    }

    private static Proxy proxy(URI address) {
      int port = address.getPort() < 0 ? USUAL_PORT : address.getPort();
      return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(address.getHost(), port));
    }

    @Override
    public void connectFailed(URI target, SocketAddress proxy, IOException failure) {
      // Whoever sent the request hears of it.
    }
  }
}
