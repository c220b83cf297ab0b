package org.ignition.registry.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.ignition.tls.Trust;
import org.jspecify.annotations.Nullable;

/**
 * Sends single requests, at most four to a host at a time, on connections that are kept, and ends
 * those that stall. The JDK's own request timeout is of no use here: it would limit how long an
 * upload may take.
 */
final class Wire implements AutoCloseable {

  private static final int CONNECTIONS = 4;
  private static final String USER_AGENT = "ignition-release";

  private final Timeouts timeouts;
  private final TrafficListener listener;
  private final HttpClient plain;
  private final List<X509Certificate> trusted;
  private final ProxyRoute route;
  private final AtomicReference<@Nullable HttpClient> encrypted = new AtomicReference<>();
  private final ScheduledExecutorService watchdog;
  private final Map<String, Semaphore> connections = new ConcurrentHashMap<>();

  Wire(
      List<X509Certificate> trusted,
      ProxyRoute route,
      Timeouts timeouts,
      TrafficListener listener) {
    this.route = route;
    this.timeouts = timeouts;
    this.listener = listener;
    this.plain = client(Trust.nobody());
    this.trusted = List.copyOf(trusted);
    this.watchdog = watchdog();
  }

  private HttpClient client(SSLContext trust) {
    return HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NEVER)
        .proxy(route)
        .connectTimeout(timeouts.connect())
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .sslContext(trust)
        .build();
  }

  /** The client with TLS is made when it is needed: reading all trusted authorities takes time. */
  private HttpClient client(URI uri) {
    if (!"https".equals(uri.getScheme())) {
      return plain;
    }
    synchronized (encrypted) {
      HttpClient existing = encrypted.get();
      HttpClient used = existing == null ? client(Trust.of(trusted)) : existing;
      encrypted.set(used);
      return used;
    }
  }

  private static ScheduledExecutorService watchdog() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("registry-watchdog").factory());
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  Timeouts timeouts() {
    return timeouts;
  }

  /**
   * Sends {@code call} to {@code uri}.
   *
   * @param headers besides those of the call
   * @param patience without a byte moving
   * @throws IOException when there is no answer
   */
  Answer send(Call call, URI uri, Map<String, String> headers, Duration patience)
      throws IOException {
    Semaphore free =
        connections.computeIfAbsent(uri.getRawAuthority(), host -> new Semaphore(CONNECTIONS));
    try {
      free.acquire();
    } catch (InterruptedException e) {
      throw Cancellation.of(e);
    }
    boolean answered = false;
    try {
      Answer answer = exchange(call, uri, headers, patience, free::release);
      answered = true;
      return answer;
    } finally {
      if (!answered) {
        free.release();
      }
    }
  }

  private Answer exchange(
      Call call, URI uri, Map<String, String> headers, Duration patience, Runnable release)
      throws IOException {
    Activity activity = new Activity(patience);
    HttpRequest request = request(call, uri, headers, activity);
    HttpResponse<InputStream> response =
        await(client(uri).sendAsync(request, HttpResponse.BodyHandlers.ofInputStream()), activity);
    listener.answered(
        call.method(), uri.getRawAuthority(), uri.getRawPath(), response.statusCode());
    return new Answer(
        call,
        uri,
        response.statusCode(),
        response.headers(),
        new GuardedStream(response.body(), patience, watchdog),
        release);
  }

  private HttpRequest request(Call call, URI uri, Map<String, String> headers, Activity activity) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(call.method(), watched(call.body(), activity))
            // Without TLS the JDK would ask each server to upgrade, which some proxies choke on.
            .version(
                "https".equals(uri.getScheme())
                    ? HttpClient.Version.HTTP_2
                    : HttpClient.Version.HTTP_1_1)
            .setHeader("User-Agent", USER_AGENT);
    call.headers().forEach(request::setHeader);
    headers.forEach(request::setHeader);
    route.login(uri).forEach(request::setHeader);
    return request.build();
  }

  private HttpRequest.BodyPublisher watched(HttpRequest.BodyPublisher body, Activity activity) {
    return body.contentLength() > 0
        ? new ObservedBody(body, new Watched(activity, timeouts))
        : body;
  }

  private record Watched(Activity activity, Timeouts timeouts) implements ObservedBody.Observer {
    @Override
    public void sent(long bytes) {
      activity.touch();
    }

    @Override
    public void ended() {
      activity.allow(timeouts.commit());
    }
  }

  private static <T> T await(CompletableFuture<T> answer, Activity activity) throws IOException {
    try {
      while (true) {
        try {
          return answer.get(Math.max(activity.untilStall(), 0), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          refuseStall(activity);
        }
      }
    } catch (InterruptedException e) {
      throw Cancellation.of(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private static void refuseStall(Activity activity) throws HttpTimeoutException {
    if (activity.untilStall() <= 0) {
      throw new HttpTimeoutException("no byte for " + activity.patience().toSeconds() + " s");
    }
  }

  @Override
  public void close() {
    watchdog.shutdownNow();
    end(plain);
    HttpClient used = encrypted.get();
    if (used != null) {
      end(used);
    }
  }

  private static void end(HttpClient client) {
    client.shutdownNow();
    client.close();
  }
}
