package org.ignition.backup.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;
import org.ignition.tls.Trust;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The OIDC token of a GitHub job, made for AWS (docs.github.com, “OpenID Connect”, “Updating your
 * actions for OIDC”). It proves which repository, branch and environment the job is of.
 */
public final class JobToken implements Supplier<String> {

  private static final String AUDIENCE = "sts.amazonaws.com";
  private static final String URL = "ACTIONS_ID_TOKEN_REQUEST_URL";
  private static final String BEARER = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 4;
  private static final int LARGEST = 64 * 1024;
  private static final int FAILURE = 500;

  private static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.BACKUP_STORE_REFUSED, RemoteException::new);

  private final Optional<String> url;
  private final Optional<String> bearer;
  private final Optional<Path> authorities;
  private final Duration pause;

  /**
   * Asked for when it is needed.
   *
   * @param environment of the job
   * @param authorities PEM file with certificates to trust besides the usual ones: a GitHub
   *     Enterprise Server, or a proxy that looks into TLS, may have one of a company's own
   *     authority
   */
  public JobToken(Map<String, String> environment, Optional<Path> authorities) {
    this(environment, authorities, Duration.ofSeconds(1));
  }

  JobToken(Map<String, String> environment, Optional<Path> authorities, Duration pause) {
    this.url = Optional.ofNullable(environment.get(URL)).filter(text -> !text.isBlank());
    this.bearer = Optional.ofNullable(environment.get(BEARER)).filter(text -> !text.isBlank());
    this.authorities = authorities;
    this.pause = pause;
  }

  /**
   * A new one.
   *
   * @throws InputException when the job may not have one
   * @throws RemoteException when GitHub does not give it
   */
  @Override
  public String get() {
    if (url.isEmpty() || bearer.isEmpty()) {
      throw new InputException(
          Problem.of(
              ErrorCode.BACKUP_STORE_REFUSED,
              "This job has no OIDC token to assume `backup.remote.role` with",
              "GitHub gives it only to jobs that ask for it, and nobody else does",
              "Add `permissions: id-token: write` to the job, or give `storage-access-key` and"
                  + " `storage-secret-key` instead of a role"));
    }
    try (SdkHttpClient http = S3Clients.http(SILENCE, authorities)) {
      return token(http, request(url.get(), bearer.get()));
    }
  }

  private static SdkHttpRequest request(String url, String bearer) {
    try {
      return SdkHttpRequest.builder()
          .method(SdkHttpMethod.GET)
          .uri(URI.create(url + (url.contains("?") ? "&" : "?") + "audience=" + AUDIENCE))
          .putHeader("Authorization", "Bearer " + bearer)
          .putHeader("Accept", "application/json")
          .build();
    } catch (IllegalArgumentException e) {
      throw refused(URL + " is no address");
    }
  }

  private String token(SdkHttpClient http, SdkHttpRequest request) {
    for (int attempt = 1; ; attempt++) {
      try {
        HttpExecuteResponse response =
            http.prepareRequest(HttpExecuteRequest.builder().request(request).build()).call();
        int status = response.httpResponse().statusCode();
        if (status < FAILURE || attempt == ATTEMPTS) {
          return token(status, body(response));
        }
      } catch (IOException | UncheckedIOException e) {
        S3Problem.find(e, Trust.UntrustedException.class)
            .ifPresent(failure -> {
              throw untrusted(failure);
            });
        if (attempt == ATTEMPTS) {
          throw refused("it could not be reached");
        }
      }
      pause();
    }
  }

  private static byte[] body(HttpExecuteResponse response) throws IOException {
    Optional<InputStream> body = response.responseBody().map(InputStream.class::cast);
    if (body.isEmpty()) {
      return new byte[0];
    }
    try (InputStream stream = body.get()) {
      return stream.readNBytes(LARGEST);
    }
  }

  /** What it says is not repeated anywhere: it is a secret. */
  private static String token(int status, byte[] body) {
    if (status != 200) {
      throw refused("it said " + status);
    }
    try {
      String text = new String(body, StandardCharsets.UTF_8);
      Fields fields = Fields.of(Documents.json(text, Path.of("token"), KIND), KIND, "");
      return fields.requiredText("value");
    } catch (IgnitionException e) {
      throw refused("its answer has no token");
    }
  }

  private static RemoteException refused(String why) {
    return new RemoteException(
        Problem.of(
            ErrorCode.BACKUP_STORE_REFUSED,
            "GitHub does not give this job an OIDC token: " + why,
            "With it, `backup.remote.role` is assumed",
            "Look at www.githubstatus.com and at the job's `permissions`, then run again"));
  }

  /** Trying again does not help. */
  private static RemoteException untrusted(Trust.UntrustedException failure) {
    return new RemoteException(
        Problem.of(
            ErrorCode.BACKUP_STORE_UNREACHABLE,
            "The certificate of the GitHub that gives this job its OIDC token is not trusted",
            failure.why(),
            "Check that this is your server or proxy; if it is, give its authority's certificate"
                + " (PEM) in the file of `backup.remote.ca-certificate`"),
        failure);
  }

  private void pause() {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused("the run was cancelled");
    }
  }
}
