package org.ignition.registry.client;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.ignition.image.ImageName;
import org.ignition.registry.RegistryAccess;
import org.ignition.registry.Repository;
import org.ignition.registry.credentials.Credentials;
import org.ignition.tls.Trust;

/**
 * Our client of OCI registries. One serves a whole command: connections, tokens and what is known
 * of each registry are kept from one request to the next. Safe for use by several threads.
 */
public final class RegistryClient implements AutoCloseable {

  /** Fewer than the connections to a host, so that relays can't wait for each other's second. */
  private static final int RELAYS = 3;

  private final RegistryAccess access;
  private final Clock clock;
  private final Wire wire;
  private final RetrySession.Rules rules;
  private final Credentials credentials;
  private final Semaphore relays = new Semaphore(RELAYS);
  private final Map<String, RemoteRegistry> registries = new ConcurrentHashMap<>();
  private final Map<ImageName, Repository> repositories = new ConcurrentHashMap<>();

  /**
   * @param access how registries are reached
   * @param clock tells when tokens expire and until when a registry wants to be left alone
   * @param sleeper waits between attempts
   * @param random spreads those waits
   * @param listener hears of requests and retries
   * @throws org.ignition.failure.InputException when the certificate file is unusable
   */
  public RegistryClient(
      RegistryAccess access,
      Clock clock,
      Sleeper sleeper,
      RandomGenerator random,
      TrafficListener listener) {
    this(
        access,
        clock,
        new RetrySession.Rules(Backoff.USUAL, sleeper, random, listener),
        Timeouts.USUAL);
  }

  RegistryClient(RegistryAccess access, Clock clock, RetrySession.Rules rules, Timeouts timeouts) {
    List<X509Certificate> trusted =
        access.certificateAuthority().map(Trust::read).orElse(List.of());
    this.access = access;
    this.clock = clock;
    this.rules = rules;
    this.wire = new Wire(trusted, new ProxyRoute(access.proxies()), timeouts, rules.listener());
    this.credentials = new Credentials(access);
  }

  /**
   * The repository {@code name}. No request is sent yet.
   *
   * @throws org.ignition.failure.InputException when its registry is no host
   */
  public Repository repository(ImageName name) {
    return repositories.computeIfAbsent(name, this::open);
  }

  private Repository open(ImageName name) {
    RemoteRegistry registry =
        registries.computeIfAbsent(
            Endpoint.authorityOf(name.registry()), _ -> registry(name.registry()));
    RemoteManifests manifests = new RemoteManifests(registry, name);
    return new RemoteRepository(
        name,
        new RemoteBlobs(registry, name, other -> repository(other).blobs(), relays),
        manifests,
        new RemoteTags(registry, name),
        new RemoteReferrers(registry, name, manifests));
  }

  private RemoteRegistry registry(String host) {
    return new RemoteRegistry(
        wire,
        new Endpoint(host, access.plainHttp()),
        rules,
        clock,
        credentials,
        access.plainHttp());
  }

  /** Ends what is under way and closes every connection. */
  @Override
  public void close() {
    wire.close();
  }
}
