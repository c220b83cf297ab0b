package org.ignition.registry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.ignition.image.Digest;
import org.ignition.image.Tag;
import org.ignition.registry.Repository;
import org.ignition.registry.client.ScriptedServer.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in, against a registry and a token service that are scripted. */
@SuppressWarnings("NullAway.Init")
class LoginTest {

  private static final Digest DIGEST = Digest.of(new byte[] {1});
  private static final Tag TAG = new Tag("v1");
  private static final String HEAD = "HEAD /v2/acme/shop/manifests/v1";
  private static final String PULL = "scope=repository%3Aacme%2Fshop%3Apull";
  private static final Response FOUND =
      Response.of(200).with("Docker-Content-Digest", DIGEST.value());

  private ScriptedServer registry;
  private ScriptedServer tokens;

  @BeforeEach
  void start() throws IOException {
    registry = new ScriptedServer();
    tokens = new ScriptedServer();
  }

  @AfterEach
  void stop() {
    registry.close();
    tokens.close();
  }

  private Clients loggedIn(String user, String secret) {
    return new Clients(Clients.login(registry.registry(), user, secret));
  }

  private Repository shop(Clients clients) {
    return clients.repository(registry.registry(), "acme/shop");
  }

  private Response bearer() {
    return Response.of(401)
        .with(
            "WWW-Authenticate", "Bearer service=\"reg\",realm=\"" + tokens.url() + "/token?a=b\"");
  }

  /** Asks for a token that is one of {@code good}. */
  private ScriptedServer.Handler guarded(String... good) {
    return request -> {
      String sent = request.header("Authorization").orElse("");
      boolean known = List.of(good).stream().anyMatch(t -> sent.equals("Bearer " + t));
      return known ? FOUND : bearer();
    };
  }

  private static Response token(String token) {
    return Response.of(200, "{\"token\":\"" + token + "\",\"expires_in\":300}");
  }

  @Test
  void sendsPasswordOnlyOnceItIsAskedFor() {
    registry.on(
        HEAD,
        request ->
            request.header("Authorization").isEmpty()
                ? Response.of(401).with("WWW-Authenticate", "Basic realm=\"x\"")
                : FOUND);
    try (Clients clients = loggedIn("me", "pä:ss")) {
      assertEquals(Optional.of(DIGEST), shop(clients).manifests().resolve(TAG));
      shop(clients).manifests().resolve(TAG);
    }
    List<Optional<String>> sent =
        registry.asked().stream().map(a -> a.header("Authorization")).toList();
    Optional<String> basic = Optional.of("Basic bWU6cMOkOnNz");
    assertEquals(List.of(Optional.empty(), basic, basic), sent);
  }

  @Test
  void fetchesTokenWithPasswordAndReusesIt() {
    registry.on(HEAD, guarded("t1"));
    tokens.on("GET /token?a=b&service=reg&" + PULL, token("t1"));
    try (Clients clients = loggedIn("me", "pass")) {
      assertEquals(Optional.of(DIGEST), shop(clients).manifests().resolve(TAG));
      shop(clients).manifests().resolve(TAG);
    }
    assertEquals(1, tokens.asked().size());
    assertEquals(
        Optional.of("Basic bWU6cGFzcw=="), tokens.asked().getFirst().header("Authorization"));
    assertEquals(3, registry.asked().size());
  }

  @Test
  void takesAccessTokenAsWell() {
    registry.on(HEAD, guarded("t1"));
    tokens.on("GET /token?a=b&service=reg&" + PULL, Response.of(200, "{\"access_token\":\"t1\"}"));
    try (Clients clients = Clients.anonymous()) {
      assertEquals(Optional.of(DIGEST), shop(clients).manifests().resolve(TAG));
    }
    assertEquals(Optional.empty(), tokens.asked().getFirst().header("Authorization"));
  }

  @Test
  void tradesIdentityToken() {
    registry.on(HEAD, guarded("t1"));
    tokens.on("POST /token?a=b", Response.of(200, "{\"access_token\":\"t1\"}"));
    try (Clients clients = loggedIn("<token>", "re+fresh")) {
      assertEquals(Optional.of(DIGEST), shop(clients).manifests().resolve(TAG));
    }
    assertEquals(
        "service=reg&grant_type=refresh_token&client_id=ignition-release&"
            + PULL
            + "&refresh_token=re%2Bfresh",
        tokens.asked().getFirst().text());
  }

  @Test
  void refreshesTokenThatIsNoLongerAcceptedOnce() {
    registry.on(HEAD, guarded("t1"), guarded("t1"), guarded("t2"));
    tokens.on("GET /token?a=b&service=reg&" + PULL, token("t1"), token("t2"));
    try (Clients clients = loggedIn("me", "pass")) {
      shop(clients).manifests().resolve(TAG);
      assertEquals(Optional.of(DIGEST), shop(clients).manifests().resolve(TAG));
    }
    assertEquals(2, tokens.asked().size());
    assertEquals(4, registry.asked().size());
  }

  @Test
  void givesUpWhenFreshTokenIsNotAccepted() {
    registry.on(HEAD, bearer());
    tokens.on("GET /token?a=b&service=reg&" + PULL, token("t1"), token("t2"));
    try (Clients clients = loggedIn("me", "s3cr3t")) {
      RemoteException e =
          assertThrows(RemoteException.class, () -> shop(clients).manifests().resolve(TAG));
      assertEquals(ErrorCode.REGISTRY_UNAUTHORIZED, e.code());
      assertFalse(e.problem().toString().contains("s3cr3t"));
    }
    assertEquals(2, registry.asked().size());
  }

  @Test
  void sharesOneTokenAmongThoseWhoNeedItAtOnce() throws Exception {
    registry.on(HEAD, guarded("t1"));
    tokens.on("GET /token?a=b&service=reg&" + PULL, token("t1"));
    try (Clients clients = Clients.anonymous();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<Digest>>> all =
          IntStream.range(0, 20)
              .mapToObj(i -> threads.submit(() -> shop(clients).manifests().resolve(TAG)))
              .toList();
      for (Future<Optional<Digest>> one : all) {
        assertEquals(Optional.of(DIGEST), one.get());
      }
    }
    assertEquals(1, tokens.asked().size());
  }

  @Test
  void readsWithTheTokenThatItMayWriteWith() {
    registry.on("POST /v2/acme/shop/blobs/uploads/", guarded("rw"));
    registry.on(HEAD, guarded("rw"));
    tokens.on("GET /token?a=b&service=reg&" + PULL + "%2Cpush", token("rw"));
    try (Clients clients = loggedIn("me", "pass")) {
      assertThrows(
          RemoteException.class, () -> shop(clients).blobs().upload(Blob.of("x"), (b, e, n) -> {}));
      assertEquals(Optional.of(DIGEST), shop(clients).manifests().resolve(TAG));
    }
    assertEquals(1, tokens.asked().size());
  }

  @Test
  void saysThatPermissionIsMissingWhereTokenServiceDenies() {
    registry.on(HEAD, bearer());
    tokens.on(
        "GET /token?a=b&service=reg&" + PULL,
        Response.of(
            403, "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"no\\u001b[31m::error::\"}]}"));
    try (Clients clients = loggedIn("me", "pass")) {
      RemoteException e =
          assertThrows(RemoteException.class, () -> shop(clients).manifests().resolve(TAG));
      assertEquals(ErrorCode.REGISTRY_FORBIDDEN, e.code());
      assertFalse(e.problem().toString().contains("\u001b"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer realm=\"http://tokens.example/t\"",
        "Bearer realm=\"ftp://tokens.example/t\"",
        "Bearer realm=\"/token\"",
        "Bearer service=\"x\"",
        "Bearer realm=\"https://me:pass@tokens.example/t\"",
      })
  void neverSendsLoginToUnsafePlace(String challenge) {
    registry.on(HEAD, Response.of(401).with("WWW-Authenticate", challenge));
    try (Clients clients = loggedIn("me", "pass")) {
      RemoteException e =
          assertThrows(RemoteException.class, () -> shop(clients).manifests().resolve(TAG));
      assertEquals(ErrorCode.REGISTRY_PROTOCOL, e.code());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"token\":\"\"}",
        "{\"token\":\"a\\nb: c\"}",
        "s3cr3t",
        "{\"token\":s3cr3t}"
      })
  void refusesWhatIsNoToken(String answer) {
    registry.on(HEAD, bearer());
    tokens.on("GET /token?a=b&service=reg&" + PULL, Response.of(200, answer));
    try (Clients clients = loggedIn("me", "pass")) {
      RemoteException e =
          assertThrows(RemoteException.class, () -> shop(clients).manifests().resolve(TAG));
      assertEquals(ErrorCode.REGISTRY_PROTOCOL, e.code());
      assertFalse(e.problem().toString().contains("s3cr3t"));
    }
  }

  @Test
  void asksForLoginWhereThereIsNone() {
    registry.on(HEAD, Response.of(401).with("WWW-Authenticate", "Basic realm=\"x\""));
    try (Clients clients = Clients.anonymous()) {
      RemoteException e =
          assertThrows(RemoteException.class, () -> shop(clients).manifests().resolve(TAG));
      assertEquals(ErrorCode.REGISTRY_UNAUTHORIZED, e.code());
      assertTrue(e.problem().what().startsWith("A login is needed"));
    }
  }

  @Test
  void takesNoLoginToAnotherHost() throws IOException {
    byte[] content = "elsewhere".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Digest digest = Digest.of(content);
    tokens.on("GET /cdn?sig=1", Response.of(200, "elsewhere"));
    registry.on(
        "GET /v2/acme/shop/blobs/" + digest,
        request ->
            request.header("Authorization").isEmpty()
                ? Response.of(401).with("WWW-Authenticate", "Basic realm=\"x\"")
                : Response.of(307).with("Location", tokens.url() + "/cdn?sig=1"));
    try (Clients clients = loggedIn("me", "pass")) {
      byte[] read =
          shop(clients).blobs().read(org.ignition.image.Descriptor.of("a/b", content), 100);
      assertEquals("elsewhere", new String(read, java.nio.charset.StandardCharsets.UTF_8));
    }
    assertEquals(Optional.empty(), tokens.asked().getFirst().header("Authorization"));
  }
}
