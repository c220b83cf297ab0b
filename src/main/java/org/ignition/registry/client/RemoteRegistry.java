package org.ignition.registry.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.ignition.failure.RemoteException;
import org.ignition.registry.credentials.Credentials;

/**
 * One registry: where it is, how to log in, what became known of it. Every request to it goes
 * through here and gets its login, its redirects and, where asked, its retries.
 */
final class RemoteRegistry {

  /** The largest manifest or list that is read; registries accept no larger manifests. */
  static final int LARGEST_DOCUMENT = 4 * 1024 * 1024;

  private static final int MOST_REDIRECTS = 5;
  private static final Duration PROBE = Duration.ofSeconds(5);
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Wire wire;
  private final Endpoint endpoint;
  private final RetrySession.Rules rules;
  private final Clock clock;
  private final Authorizer authorizer;
  private final ReferrersSupport referrersSupport = new ReferrersSupport();

  RemoteRegistry(
      Wire wire,
      Endpoint endpoint,
      RetrySession.Rules rules,
      Clock clock,
      Credentials credentials,
      Set<String> plainHttp) {
    this.wire = wire;
    this.endpoint = endpoint;
    this.rules = rules;
    this.clock = clock;
    this.authorizer =
        new Authorizer(
            () -> credentials.of(endpoint.authority()),
            new TokenService(this::askTokenService, clock, plainHttp),
            clock);
  }

  String host() {
    return endpoint.authority();
  }

  ReferrersSupport referrersSupport() {
    return referrersSupport;
  }

  RetrySession retries() {
    return new RetrySession(rules, host());
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * Asks until there is an answer that is worth reading, and reads it whole.
   *
   * @throws RemoteException when there is none, or the login does not do
   */
  Reply ask(Call call) {
    RetrySession retries = retries();
    while (true) {
      try {
        Reply reply = once(call);
        if (!Fault.PASSING.contains(reply.status())) {
          return reply;
        }
        retries.after(fault(reply));
      } catch (IOException e) {
        retries.after(new Fault.Broken(e));
      }
    }
  }

  /** As {@link #ask}, but a passing fault is the caller's to deal with. */
  Reply once(Call call) throws IOException {
    return whole(loggedIn(call));
  }

  /**
   * As {@link #once}, but the body of a good answer stays on the wire.
   *
   * @throws StatusException when it is another status than 200 or 206
   */
  Answer open(Call call) throws IOException {
    Answer answer = loggedIn(call);
    if (answer.status() == 200 || answer.status() == 206) {
      return answer;
    }
    throw new StatusException(whole(answer));
  }

  /** An answer other than the one that was wanted. */
  static final class StatusException extends IOException {

    private final transient Reply reply;

    StatusException(Reply reply) {
      super("status " + reply.status());
      this.reply = reply;
    }

    Reply reply() {
      return reply;
    }
  }

  Fault.Status fault(Reply reply) {
    return new Fault.Status(
        reply.status(),
        reply.header("Retry-After").flatMap(value -> RetryAfter.parse(value, clock.instant())),
        ErrorBody.of(reply).quoted());
  }

  private Reply whole(Answer answer) throws IOException {
    return answer.whole(LARGEST_DOCUMENT, wire.timeouts().small());
  }

  /** A 401 gets one more attempt, with a login that the registry has not seen yet. */
  private Answer loggedIn(Call call) throws IOException {
    Authorization authorization = authorizer.known(call.scopes());
    Answer answer = redirected(call, authorization);
    if (answer.status() != 401) {
      return unlessForbidden(answer);
    }
    Reply refusal = whole(answer);
    List<Challenge> challenges = ChallengeParser.parse(refusal.headers("WWW-Authenticate"));
    Authorization next =
        authorizer
            .after(authorization, challenges, call.scopes())
            .orElseThrow(() -> Rejections.unauthorized(refusal, authorizer.hasLogin()));
    Answer second = redirected(call, next);
    if (second.status() == 401) {
      throw Rejections.unauthorized(whole(second), authorizer.hasLogin());
    }
    return unlessForbidden(second);
  }

  private Answer unlessForbidden(Answer answer) throws IOException {
    if (answer.status() == 403) {
      throw Rejections.forbidden(whole(answer));
    }
    return answer;
  }

  /** Questions are followed to where the registry sends them, but never out of TLS. */
  private Answer redirected(Call call, Authorization authorization) throws IOException {
    Answer answer = located(call, authorization);
    for (int hops = 0; hops < MOST_REDIRECTS && isRedirect(call, answer); hops++) {
      URI from = answer.uri();
      Reply reply = whole(answer);
      URI to =
          reply
              .header("Location")
              .flatMap(target -> Location.resolve(from, target))
              .filter(target -> !Location.leavesTls(from, target))
              .orElseThrow(() -> Rejections.protocol(reply, "Redirected to no usable address"));
      answer = send(call, to, authorization);
    }
    return answer;
  }

  private static boolean isRedirect(Call call, Answer answer) {
    return call.isRead() && REDIRECTS.contains(answer.status());
  }

  private Answer located(Call call, Authorization authorization) throws IOException {
    URI base = endpoint.base();
    try {
      Answer answer = send(call, base.resolve(call.target()), authorization);
      return answer.status() == 400 && wantsTls() ? retryEncrypted(call, answer) : settle(answer);
    } catch (IOException e) {
      if (couldBeTls(e) && wantsTls()) {
        return send(call, endpoint.base().resolve(call.target()), authorization);
      }
      throw e;
    }
  }

  private Answer retryEncrypted(Call call, Answer refusal) throws IOException {
    refusal.close();
    return send(call, endpoint.base().resolve(call.target()), new Authorization.None());
  }

  private Answer settle(Answer answer) {
    if (endpoint.guessed()) {
      endpoint.settle(false);
    }
    return answer;
  }

  private static boolean couldBeTls(IOException failure) {
    return !(failure instanceof ConnectException)
        && !(failure instanceof HttpConnectTimeoutException);
  }

  /** Greets a loopback host with TLS, if it was taken for one without and looks otherwise. */
  private boolean wantsTls() {
    if (!endpoint.guessed()) {
      return false;
    }
    boolean encrypted = speaksTls();
    if (encrypted) {
      endpoint.settle(true);
    }
    return encrypted;
  }

  private boolean speaksTls() {
    Call ping = new Call("GET", URI.create("/v2/"), Map.of(), BodyPublishers.noBody(), Set.of());
    URI uri = endpoint.encryptedBase().resolve("/v2/");
    try (Answer answer = wire.send(ping, uri, Map.of(), PROBE)) {
      return answer.status() > 0;
    } catch (SSLHandshakeException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The login goes to the registry's own origin and nowhere else. */
  private Answer send(Call call, URI uri, Authorization authorization) throws IOException {
    Optional<Origin> home = Origin.of(endpoint.base());
    Optional<String> header =
        Origin.of(uri).equals(home) ? authorization.header() : Optional.empty();
    Map<String, String> headers =
        header.map(value -> Map.of("Authorization", value)).orElse(Map.of());
    return wire.send(call, uri, headers, wire.timeouts().stall());
  }

  private Reply askTokenService(Call call, Map<String, String> login) {
    RetrySession retries = new RetrySession(rules, call.target().getRawAuthority());
    while (true) {
      try {
        Reply reply = whole(wire.send(call, call.target(), login, wire.timeouts().stall()));
        if (!Fault.PASSING.contains(reply.status())) {
          return reply;
        }
        retries.after(fault(reply));
      } catch (IOException e) {
        retries.after(new Fault.Broken(e));
      }
    }
  }
}
