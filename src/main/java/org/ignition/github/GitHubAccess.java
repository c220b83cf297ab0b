package org.ignition.github;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.registry.Proxies;

/**
 * Where GitHub's API is and who asks. The token has no part in {@code toString}.
 *
 * @param api such as {@code https://api.github.com}; without a slash at its end
 * @param token of a workflow's job, of an app or of a user
 * @param proxies that the network wants to be used
 * @param authorities whose certificates are trusted besides the usual ones: a GitHub Enterprise
 *     Server, or a proxy that looks into TLS, may have one of a company's own
 */
public record GitHubAccess(
    URI api, String token, Proxies proxies, List<X509Certificate> authorities) {

  /** What GitHub itself uses, where no other is named. */
  public static final String PUBLIC_API = "https://api.github.com";

  /** Copies the list. */
  public GitHubAccess {
    authorities = List.copyOf(authorities);
  }

  /**
   * Access to the API at {@code url}, which the runner gives as {@code GITHUB_API_URL}.
   *
   * @throws InputException when it is no address of the form, or one at which others could read the
   *     token on its way
   */
  public static GitHubAccess of(
      String url, String token, Proxies proxies, List<X509Certificate> authorities) {
    return new GitHubAccess(address(url), token.strip(), proxies, authorities);
  }

  private static URI address(String url) {
    try {
      URI uri = URI.create(url.replaceFirst("/+$", ""));
      if (uri.getHost() != null && uri.getUserInfo() == null && isGuarded(uri)) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Not repeated: nobody knows what it holds.
    }
    throw new InputException(
        Problem.of(
            ErrorCode.INPUT_INVALID,
            "GITHUB_API_URL holds no address of GitHub's API",
            "The token is sent there",
            "Leave it as the runner sets it, such as " + PUBLIC_API));
  }

  private static boolean isGuarded(URI uri) {
    boolean local = uri.getHost().equals("localhost") || uri.getHost().equals("127.0.0.1");
    return "https".equals(uri.getScheme()) || (local && "http".equals(uri.getScheme()));
  }

  @Override
  public String toString() {
    return "GitHub at " + api;
  }
}
