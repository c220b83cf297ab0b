package org.ignition.registry.credentials;

/** What to show a registry. Secrets in here have no part in {@code toString}. */
public sealed interface Credential {

  /** Nothing: what everybody may do. */
  record Anonymous() implements Credential {}

  /**
   * A name and a password, or a token that stands for one.
   *
   * @param user the name; without a colon, as basic authentication asks
   * @param secret the password
   */
  record Password(String user, String secret) implements Credential {
    @Override
    public String toString() {
      return "password of " + user;
    }
  }

  /**
   * A refresh token that is traded for access tokens (OAuth 2.0, RFC 6749 §6), as {@code docker
   * login} keeps one for some registries.
   *
   * @param token the secret
   */
  record IdentityToken(String token) implements Credential {
    @Override
    public String toString() {
      return "identity token";
    }
  }

  /** The user name that tells an identity token from a password in docker's formats. */
  String TOKEN_USER = "<token>";

  /** The credential that {@code user} and {@code secret} are in docker's formats. */
  static Credential of(String user, String secret) {
    return user.equals(TOKEN_USER) ? new IdentityToken(secret) : new Password(user, secret);
  }
}
