package org.ignition.registry.client;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.ignition.registry.credentials.Credential;

/** What goes into the {@code Authorization} header. Secrets have no part in {@code toString}. */
sealed interface Authorization {

  /** The header's value; empty to send none. */
  Optional<String> header();

  /** Nothing was asked for yet. */
  record None() implements Authorization {
    @Override
    public Optional<String> header() {
      return Optional.empty();
    }
  }

  /** User and password on every request (RFC 7617). */
  record Basic(Credential.Password password) implements Authorization {
    @Override
    public Optional<String> header() {
      byte[] pair = (password.user() + ":" + password.secret()).getBytes(StandardCharsets.UTF_8);
      return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }
  }

  /**
   * A token of the registry's token service (RFC 6750).
   *
   * @param secret the token
   * @param scopes what it was asked for
   * @param expires from when on it is not used
   */
  record Bearer(String secret, Set<Scope> scopes, Instant expires) implements Authorization {
    @Override
    public Optional<String> header() {
      return Optional.of("Bearer " + secret);
    }

    @Override
    public String toString() {
      return "token for " + scopes + " until " + expires;
    }
  }
}
