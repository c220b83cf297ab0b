package org.ignition.github;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.RemoteException;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * An answer that is none of success.
 *
 * @param status of HTTP
 * @param reason as far as it is told
 * @param message what GitHub says of it, as it came; empty where nothing can be read
 * @param limits to requests
 */
record Refusal(int status, Reason reason, String message, Limits limits) {

  private static final int FORBIDDEN = 403;
  private static final int FIRST_FAILURE = 500;
  private static final int LARGEST = 16 * 1024;

  /** What is wrong with a message is told to nobody: there is none then. */
  private static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.INPUT_INVALID, RemoteException::new);

  /** Reads what {@code response} says, where it is no failure of GitHub, and leaves it open. */
  static Refusal of(GitHubConnectorResponse response) {
    int status = response.statusCode();
    Limits limits = Limits.of(response::header);
    String message = status < FIRST_FAILURE ? message(response) : "";
    Reason reason =
        status == FORBIDDEN && wantsSignOn(response)
            ? Reason.SIGN_ON
            : Reason.of(status, message, limits);
    return new Refusal(status, reason, message, limits);
  }

  /** docs.github.com, “Authenticating to the REST API”: {@code required; url=…}. */
  private static boolean wantsSignOn(GitHubConnectorResponse response) {
    return Optional.ofNullable(response.header("X-GitHub-SSO"))
        .filter(value -> value.startsWith("required"))
        .isPresent();
  }

  private static String message(GitHubConnectorResponse response) {
    try (InputStream body = response.bodyStream()) {
      String text = new String(body.readNBytes(LARGEST), StandardCharsets.UTF_8);
      Fields fields = Fields.of(Documents.json(text, Path.of("answer"), KIND), KIND, "");
      return fields.text("message").orElse("").strip();
    } catch (IOException | IgnitionException e) {
      return "";
    }
  }

  /** Whether it was refused for the haste of requests, not for what it asks. */
  boolean isForHaste() {
    return reason == Reason.HASTE || reason == Reason.USED_UP;
  }

  /** Whether the token may not ask this; another time and another way are no use. */
  boolean isForToken() {
    return reason == Reason.PERMISSION || reason == Reason.FORBIDDEN || reason == Reason.UNKNOWN;
  }
}
