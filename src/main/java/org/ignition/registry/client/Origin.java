package org.ignition.registry.client;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Scheme, host and port: the bounds within which a credential may travel.
 *
 * @param scheme {@code http} or {@code https}
 * @param host lower-case
 * @param port never absent
 */
record Origin(String scheme, String host, int port) {

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[(?:::1|(?:0{1,4}:){7}0{0,3}1)]");
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** The origin of {@code uri}; empty when it is not an absolute web address without user info. */
  static Optional<Origin> of(URI uri) {
    if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
      return Optional.empty();
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return Optional.empty();
    }
    int usual = scheme.equals("http") ? HTTP : HTTPS;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    return Optional.of(new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port));
  }

  boolean encrypted() {
    return scheme.equals("https");
  }

  /** Whether it can only be this machine, told from the text alone. */
  boolean loopback() {
    return LOOPBACK.matcher(host).matches();
  }

  /** Host and port, as configuration names a registry. */
  String authority() {
    boolean usual = port == (encrypted() ? HTTPS : HTTP);
    return usual ? host : host + ":" + port;
  }
}
