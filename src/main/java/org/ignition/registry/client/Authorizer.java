package org.ignition.registry.client;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.ignition.registry.credentials.Credential;

/**
 * Logs in at one registry. How is learned from its first 401; from then on the right header is
 * there before a request is sent, so that no large body is sent in vain. Whoever needs a token
 * while another is fetching one waits and then shares it.
 */
final class Authorizer {

  private static final int MOST_TOKENS = 64;

  private final Supplier<Credential> credential;
  private final TokenService tokens;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Authorization.Bearer> cached = new ArrayList<>();
  private volatile Optional<Challenge> challenge = Optional.empty();

  Authorizer(Supplier<Credential> credential, TokenService tokens, Clock clock) {
    this.credential = credential;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** What to send for {@code scopes}, as far as the registry's wishes are known. */
  Authorization known(Set<Scope> scopes) {
    return challenge
        .map(asked -> answer(asked, scopes).orElseGet(Authorization.None::new))
        .orElseGet(Authorization.None::new);
  }

  /**
   * What to send after {@code refused} was answered with 401.
   *
   * @return empty when there is nothing better
   */
  Optional<Authorization> after(
      Authorization refused, List<Challenge> challenges, Set<Scope> scopes) {
    Optional<Challenge> asked = Challenge.preferred(challenges);
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    forget(refused, asked.get());
    Set<Scope> wanted = new HashSet<>(scopes);
    if (!Scope.covers(scopes, Scope.parse(asked.get().parameter("scope")))) {
      wanted.addAll(Scope.parse(asked.get().parameter("scope")));
    }
    return answer(asked.get(), wanted).filter(next -> !next.equals(refused));
  }

  /** Whether there is a login at all, for the words of an error. */
  boolean hasLogin() {
    return !(credential.get() instanceof Credential.Anonymous);
  }

  private Optional<Authorization> answer(Challenge asked, Set<Scope> scopes) {
    if (asked.scheme().equals(Challenge.BASIC)) {
      return credential.get() instanceof Credential.Password password
          ? Optional.of(new Authorization.Basic(password))
          : Optional.empty();
    }
    return Optional.of(token(asked, scopes));
  }

  private Authorization.Bearer token(Challenge asked, Set<Scope> scopes) {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      throw Cancellation.of(e);
    }
    try {
      return reusable(scopes).orElseGet(() -> fetch(asked, scopes));
    } finally {
      lock.unlock();
    }
  }

  private Optional<Authorization.Bearer> reusable(Set<Scope> scopes) {
    cached.removeIf(token -> !clock.instant().isBefore(token.expires()));
    return cached.stream().filter(token -> Scope.covers(token.scopes(), scopes)).findFirst();
  }

  private Authorization.Bearer fetch(Challenge asked, Set<Scope> scopes) {
    Authorization.Bearer token = tokens.fetch(asked, scopes, credential.get());
    if (cached.size() >= MOST_TOKENS) {
      cached.removeFirst();
    }
    cached.add(token);
    return token;
  }

  /** Tokens of another service are of no use any more. */
  private void forget(Authorization refused, Challenge asked) {
    lock.lock();
    try {
      boolean moved = challenge.filter(before -> !before.sameService(asked)).isPresent();
      cached.removeIf(token -> moved || token.equals(refused));
      challenge = Optional.of(asked);
    } finally {
      lock.unlock();
    }
  }
}
