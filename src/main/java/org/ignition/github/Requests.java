package org.ignition.github;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * Sends requests, again where GitHub asks for that or fails for a moment (docs.github.com, “Best
 * practices for using the REST API”).
 */
final class Requests implements GitHubConnector {

  private static final int FIRST_ERROR = 400;
  private static final int FIRST_FAILURE = 500;

  /** For haste, where GitHub does not say how long. */
  private static final Duration LEAST = Duration.ofMinutes(1);

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
      Refusal refusal = Refusal.of(response);
      response.close();
      Duration wait = wait(refusal, attempt);
      boolean worthIt = attempt < patience.attempts() && isSafe(request, refusal);
      if (!worthIt || wait.compareTo(patience.longestWait()) > 0) {
        throw new RefusedException(refusal);
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
  private static boolean isSafe(GitHubConnectorRequest request, Refusal refusal) {
    return refusal.isForHaste() || (isRepeatable(request) && refusal.status() >= FIRST_FAILURE);
  }

  /** What GitHub asks for; else the least for haste, and for failures longer each time. */
  private static Duration wait(Refusal refusal, int attempt) {
    Duration usual = refusal.isForHaste() ? LEAST : Duration.ofSeconds(1L << (attempt - 1));
    return refusal.limits().pause().orElse(usual);
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
