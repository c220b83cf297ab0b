package org.ignition.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the source is published.
 *
 * @param server the web server, such as {@code https://github.com}
 * @param path {@code owner/name}; deeper where the server has groups of groups
 */
public record SourceRepository(String server, String path) {

  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)+");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?");

  /** git's scp-like form: {@code [user@]host:path}. */
  private static final Pattern SCP = Pattern.compile("(?:[^@/]+@)?([^:/@]+):(?!//)(.+)");

  /** The address of the repository's page. */
  public String url() {
    return server + "/" + path;
  }

  /** Whether it is on github.com, whose packages are at ghcr.io. */
  public boolean onGitHub() {
    return server.equals("https://github.com");
  }

  /** The last component of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * The repository behind a remote's URL: https, ssh, git and scp-like forms become one; user
   * names, passwords and ssh ports are dropped. Empty for local paths and what cannot be read.
   */
  static Optional<SourceRepository> ofRemote(String url) {
    Matcher scp = SCP.matcher(url);
    return scp.matches() ? of("https", scp.group(1), -1, scp.group(2)) : ofUri(url);
  }

  private static Optional<SourceRepository> ofUri(String url) {
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      String host = uri.getHost();
      if (host == null || uri.getPath() == null) {
        return Optional.empty();
      }
      return switch (scheme) {
        case "https", "http" -> of(scheme, host, uri.getPort(), uri.getPath());
        case "ssh", "git", "git+ssh" -> of("https", host, -1, uri.getPath());
        default -> Optional.empty();
      };
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<SourceRepository> of(String scheme, String host, int port, String path) {
    String trimmed = path.replaceAll("^/+|/+$", "").replaceFirst("\\.git$", "");
    if (!HOST.matcher(host).matches() || !PATH.matcher(trimmed).matches()) {
      return Optional.empty();
    }
    String authority = host.toLowerCase(Locale.ROOT) + (port < 0 ? "" : ":" + port);
    return Optional.of(new SourceRepository(scheme + "://" + authority, trimmed));
  }
}
