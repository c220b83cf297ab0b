package org.ignition.registry.client;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;
import org.ignition.registry.credentials.Credential;

/**
 * Fetches tokens (distribution, "Token Authentication Specification"; for identity tokens "OAuth2
 * Token Authentication").
 */
final class TokenService {

  private static final String CLIENT = "ignition-release";
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,65536}");

  /** The specification's default, and how much of a lifetime is left unused for slow requests. */
  private static final long USUAL_LIFETIME = 60;

  private static final long LONGEST_LIFETIME = 3600;
  private static final long LONGEST_MARGIN = 10;

  private final BiFunction<Call, Map<String, String>, Reply> ask;
  private final Clock clock;
  private final Set<String> plainHttp;

  /**
   * @param ask sends a call with more headers, trying again after passing faults
   * @param clock tells when tokens expire
   * @param plainHttp hosts to which a login may go without TLS
   */
  TokenService(
      BiFunction<Call, Map<String, String>, Reply> ask, Clock clock, Set<String> plainHttp) {
    this.ask = ask;
    this.clock = clock;
    this.plainHttp = plainHttp;
  }

  /**
   * A token for {@code scopes}.
   *
   * @throws RemoteException when the service gives none
   */
  Authorization.Bearer fetch(Challenge challenge, Set<Scope> scopes, Credential credential) {
    URI realm = realm(challenge, credential);
    Reply reply =
        switch (credential) {
          case Credential.Anonymous() -> get(realm, challenge, scopes, Map.of());
          case Credential.Password password -> get(realm, challenge, scopes, basic(password));
          case Credential.IdentityToken(String token) -> post(realm, challenge, scopes, token);
        };
    if (reply.status() != 200) {
      throw refusal(reply, credential);
    }
    return read(reply, scopes);
  }

  private static Map<String, String> basic(Credential.Password password) {
    return Map.of("Authorization", new Authorization.Basic(password).header().orElseThrow());
  }

  private Reply get(URI realm, Challenge challenge, Set<Scope> scopes, Map<String, String> login) {
    List<String> query = parameters(challenge);
    scopes.stream().map(Scope::toString).sorted().forEach(s -> query.add("scope=" + encode(s)));
    URI uri = query.isEmpty() ? realm : Location.with(realm, String.join("&", query));
    return ask.apply(call("GET", uri), login);
  }

  private Reply post(URI realm, Challenge challenge, Set<Scope> scopes, String token) {
    List<String> form = parameters(challenge);
    form.add("grant_type=refresh_token");
    form.add("client_id=" + CLIENT);
    form.add("scope=" + encode(String.join(" ", scopes.stream().map(Scope::toString).toList())));
    form.add("refresh_token=" + encode(token));
    return ask.apply(
        call("POST", realm)
            .with("Content-Type", "application/x-www-form-urlencoded")
            .with(BodyPublishers.ofString(String.join("&", form))),
        Map.of());
  }

  private static Call call(String method, URI uri) {
    return new Call(method, uri, Map.of(), BodyPublishers.noBody(), Set.of());
  }

  private static List<String> parameters(Challenge challenge) {
    List<String> parameters = new ArrayList<>();
    if (!challenge.parameter("service").isEmpty()) {
      parameters.add("service=" + encode(challenge.parameter("service")));
    }
    return parameters;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The service's address; a login never goes there in the clear. */
  private URI realm(Challenge challenge, Credential credential) {
    String text = challenge.parameter("realm");
    Optional<URI> uri = Location.resolve(URI.create("https://realm.invalid/"), text);
    Optional<Origin> origin = uri.flatMap(Origin::of);
    if (text.indexOf("://") < 0 || origin.isEmpty()) {
      throw unusable("names no usable token service: " + Quoted.of(text));
    }
    boolean safe =
        origin.get().encrypted()
            || origin.get().loopback()
            || plainHttp.contains(origin.get().authority())
            || credential instanceof Credential.Anonymous;
    if (!safe) {
      throw unusable("wants the login without TLS at " + Quoted.of(origin.get().authority()));
    }
    return uri.orElseThrow();
  }

  private static RemoteException unusable(String what) {
    return new RemoteException(
        Problem.of(
            ErrorCode.REGISTRY_PROTOCOL,
            "The registry's challenge " + what,
            "A login sent there could be read by others, or goes nowhere",
            "Have the registry's token service configured with an https address"));
  }

  private static RemoteException refusal(Reply reply, Credential credential) {
    boolean anonymous = credential instanceof Credential.Anonymous;
    return switch (reply.status()) {
      case 400, 401 -> Rejections.unauthorized(reply, !anonymous);
      case 403 -> anonymous ? Rejections.unauthorized(reply, false) : Rejections.forbidden(reply);
      default -> Rejections.of(reply);
    };
  }

  private Authorization.Bearer read(Reply reply, Set<Scope> scopes) {
    Fields fields = fields(reply);
    String token =
        fields
            .text("token")
            .filter(text -> !text.isEmpty())
            .or(() -> fields.text("access_token"))
            .filter(text -> TOKEN.matcher(text).matches())
            .orElseThrow(() -> Rejections.protocol(reply, "No usable token in the answer"));
    long lifetime = fields.integer("expires_in").orElse(USUAL_LIFETIME);
    return new Authorization.Bearer(token, scopes, expiry(lifetime));
  }

  private Instant expiry(long lifetime) {
    long usable = lifetime - Math.min(LONGEST_MARGIN, lifetime / 4);
    return clock.instant().plus(Duration.ofSeconds(Math.clamp(usable, 0, LONGEST_LIFETIME)));
  }

  /** The parser's words are left out: they may quote the token. */
  private static Fields fields(Reply reply) {
    DocumentKind kind =
        DocumentKind.of(
            ErrorCode.REGISTRY_PROTOCOL,
            problem -> Rejections.protocol(reply.withoutBody(), "The token is not readable"));
    return Fields.of(Documents.json(reply.text(), Path.of("token"), kind), kind, "");
  }
}
