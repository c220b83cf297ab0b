package org.ignition.registry.client;

import java.net.URI;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.DockerHub;
import org.ignition.image.Quoted;

/**
 * Where a registry is and whether it is spoken to with TLS: always, but for hosts that the user
 * listed and for loopback ones. Those are spoken to without TLS until an answer looks as if they
 * wanted it; this way round costs a plain registry no request, and can't hang on a server that
 * never answers a TLS greeting.
 */
final class Endpoint {

  private final String authority;
  private volatile boolean encrypted;
  private volatile boolean guessed;

  Endpoint(String registry, Set<String> plainHttp) {
    this.authority = authorityOf(registry);
    boolean listed = plainHttp.contains(registry);
    this.guessed = !listed && origin("http").loopback();
    this.encrypted = !listed && !guessed;
  }

  /** The host, with its port where it has one, at which the registry of that name answers. */
  static String authorityOf(String registry) {
    return DockerHub.is(registry) ? DockerHub.API : registry.toLowerCase(Locale.ROOT);
  }

  private Origin origin(String scheme) {
    try {
      return Origin.of(URI.create(scheme + "://" + authority)).orElseThrow();
    } catch (IllegalArgumentException | NoSuchElementException e) {
      throw new InputException(
          Problem.of(
              ErrorCode.IMAGE_NAME_INVALID,
              "Not a registry's host: " + Quoted.of(authority),
              "",
              "Write it like ghcr.io or localhost:5000"),
          e);
    }
  }

  String authority() {
    return authority;
  }

  URI base() {
    return URI.create((encrypted ? "https://" : "http://") + authority);
  }

  URI encryptedBase() {
    return URI.create("https://" + authority);
  }

  /** Whether it may turn out to want TLS. */
  boolean guessed() {
    return guessed;
  }

  /** The guess was right, or {@code encrypted} is. */
  void settle(boolean encrypted) {
    this.encrypted = encrypted;
    this.guessed = false;
  }
}
