package org.ignition.registry.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Where a registry sends us: {@code Location} and {@code Link} targets, relative or absolute. */
final class Location {

  private Location() {}

  /**
   * The absolute address that {@code target} is, seen from {@code request}.
   *
   * <p>A registry behind a proxy that ends TLS often names itself with {@code http}. Going there
   * would put the content, and for the same host the login, on the wire in the clear, so the same
   * host name keeps our scheme and port.
   *
   * @return empty when it is no web address
   */
  static Optional<URI> resolve(URI request, String target) {
    try {
      URI resolved = request.resolve(new URI(target));
      return Origin.of(resolved).map(origin -> keepEncryption(request, resolved, origin));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static URI keepEncryption(URI request, URI resolved, Origin target) {
    Optional<Origin> here = Origin.of(request);
    boolean downgrade =
        here.isPresent()
            && here.get().encrypted()
            && !target.encrypted()
            && here.get().host().equals(target.host());
    return downgrade ? onto(request, resolved) : resolved;
  }

  private static URI onto(URI request, URI resolved) {
    String query = resolved.getRawQuery() == null ? "" : "?" + resolved.getRawQuery();
    return URI.create(
        request.getScheme() + "://" + request.getRawAuthority() + resolved.getRawPath() + query);
  }

  /** Whether going from the one to the other would put on the wire in the clear what was not. */
  static boolean leavesTls(URI from, URI to) {
    boolean encrypted = Origin.of(from).map(Origin::encrypted).orElse(true);
    return encrypted && !Origin.of(to).map(Origin::encrypted).orElse(false);
  }

  /** {@code location} with one more query parameter. */
  static URI with(URI location, String parameter) {
    String text = location.toString();
    return URI.create(text + (location.getRawQuery() == null ? "?" : "&") + parameter);
  }
}
