package org.ignition.registry;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;

/**
 * The HTTP proxies that a company's network wants to be used, by the variables that curl, git and
 * Go's programs read: {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code NO_PROXY}, in upper or lower
 * case. Addresses may hold a login and so have no part in {@code toString}.
 *
 * @param forHttps address of the proxy for registries with TLS
 * @param forHttp address of the proxy for those without
 * @param direct hosts that are reached without one: {@code *}, {@code example.com} and what is
 *     below it, {@code .example.com} for only what is below, each with a port where only that is
 *     meant
 */
public record Proxies(Optional<URI> forHttps, Optional<URI> forHttp, List<String> direct) {

  /** Everything is reached without a proxy. */
  public static final Proxies NONE = new Proxies(Optional.empty(), Optional.empty(), List.of());

  /** Copies the list. */
  public Proxies {
    direct = List.copyOf(direct);
  }

  /**
   * What {@code environment} says.
   *
   * @throws InputException when an address is not one of an HTTP proxy
   */
  public static Proxies of(Map<String, String> environment) {
    return new Proxies(
        value(environment, "HTTPS_PROXY").map(text -> address("HTTPS_PROXY", text)),
        value(environment, "HTTP_PROXY").map(text -> address("HTTP_PROXY", text)),
        value(environment, "NO_PROXY").map(Proxies::hosts).orElse(List.of()));
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Stream.of(name, name.toLowerCase(Locale.ROOT))
        .flatMap(variant -> Stream.ofNullable(environment.get(variant)))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  private static List<String> hosts(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[,\\s]+"))
        .filter(host -> !host.isEmpty())
        .toList();
  }

  private static URI address(String variable, String text) {
    try {
      URI uri = URI.create(text.contains("://") ? text : "http://" + text);
      if ("http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Not repeated: it may hold a password.
    }
    throw new InputException(
        Problem.of(
            ErrorCode.INPUT_INVALID,
            "The variable " + variable + " holds no address of an HTTP proxy",
            "Registries can't be reached through it",
            "Write it like http://proxy.example:3128, or unset it"));
  }

  /** The proxy for requests to {@code target}; empty where there is to be none. */
  public Optional<URI> towards(URI target) {
    boolean encrypted = "https".equalsIgnoreCase(target.getScheme());
    String host = Optional.ofNullable(target.getHost()).orElse("").toLowerCase(Locale.ROOT);
    int usual = encrypted ? 443 : 80;
    int port = target.getPort() < 0 ? usual : target.getPort();
    return isDirect(host, port) ? Optional.empty() : encrypted ? forHttps : forHttp;
  }

  private boolean isDirect(String host, int port) {
    return direct.stream().anyMatch(pattern -> matches(pattern, host, port));
  }

  private static boolean matches(String pattern, String host, int port) {
    if (pattern.equals(host)) {
      return true; // Asked first, since an IPv6 address may end like a port.
    }
    String suffix = ":" + port;
    String name =
        pattern.endsWith(suffix)
            ? pattern.substring(0, pattern.length() - suffix.length())
            : pattern;
    String below = name.startsWith("*.") ? name.substring(1) : name;
    return name.equals("*")
        || name.equals(host)
        || host.endsWith(below.startsWith(".") ? below : "." + below);
  }

  @Override
  public String toString() {
    return "proxies" + (direct.isEmpty() ? "" : " except for " + direct);
  }
}
