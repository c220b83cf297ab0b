package org.ignition.github;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * Sends requests, again where GitHub asks for that or fails for a moment (docs.github.com, “Best
 * practices for using the REST API”).
 */
final class Requests implements GitHubConnector {

  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY = 429;
  private static final int FIRST_ERROR = 400;
  private static final int FIRST_FAILURE = 500;
  private static final String WAIT = "Retry-After";

  private final GitHubConnector wire;
  private final Patience patience;

  Requests(GitHubConnector wire, Patience patience) {
    this.wire = wire;
    this.patience = patience;
  }

  @Override
  public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
    for (int attempt = 1; ; attempt++) {
      GitHubConnectorResponse response = sendOnce(request);
      if (response.statusCode() < FIRST_ERROR) {
        return response;
      }
      RefusedException refused =
          new RefusedException(response.statusCode(), isOverloaded(response));
      Duration wait = wait(response, attempt);
      response.close();
      boolean worthIt = attempt < patience.attempts() && isSafe(request, refused);
      if (!worthIt || wait.compareTo(patience.longestWait()) > 0) {
        throw refused;
      }
      pause(wait);
    }
  }

  /** The library sends again after any failure of a connection, which may comment twice. */
  private GitHubConnectorResponse sendOnce(GitHubConnectorRequest request) throws IOException {
    try {
      return wire.send(request);
    } catch (ConnectException e) {
      throw e;
    } catch (SocketException e) {
      throw isRepeatable(request) ? e : new IOException("The connection broke", e);
    }
  }

  private static boolean isRepeatable(GitHubConnectorRequest request) {
    return !"POST".equals(request.method());
  }

  /** Whether sending {@code request} again can't do twice what it asks for. */
  private static boolean isSafe(GitHubConnectorRequest request, RefusedException refused) {
    return refused.overloaded() || (isRepeatable(request) && refused.status() >= FIRST_FAILURE);
  }

  private static boolean isOverloaded(GitHubConnectorResponse response) {
    return response.statusCode() == TOO_MANY
        || (response.statusCode() == FORBIDDEN
            && (response.header(WAIT) != null
                || "0".equals(response.header("X-RateLimit-Remaining"))));
  }

  /** What GitHub asks for, an hour where its limit is used up, else a little longer each time. */
  private static Duration wait(GitHubConnectorResponse response, int attempt) {
    if ("0".equals(response.header("X-RateLimit-Remaining"))) {
      return Duration.ofHours(1);
    }
    return Optional.ofNullable(response.header(WAIT))
        .filter(seconds -> seconds.matches("[0-9]{1,6}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(Duration.ofSeconds(1L << (attempt - 1)));
  }

  private static void pause(Duration wait) throws InterruptedIOException {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting to ask again");
    }
  }
}
