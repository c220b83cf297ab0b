package org.ignition.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * An HTTP/1.1 proxy in front of a registry that counts what passes and does damage on demand.
 *
 * <pre>{@code
 * proxy.on("PUT", ".*\/manifests/.*").first().answer(503);
 * proxy.on("PATCH|PUT", ".*\/uploads/.*").nth(2).cutRequestAfter(1024);
 * proxy.on("GET", ".*\/manifests/.*").always().alterBody(bytes -> tampered);
 * }</pre>
 *
 * Rules are tried in order; the first one whose turn it is applies.
 */
public final class FaultProxy implements AutoCloseable {

  private static final int PIECE = 64 * 1024;

  private final InetSocketAddress backend;
  private final ServerSocket listening;
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  private FaultProxy(InetSocketAddress backend, InetAddress local) throws IOException {
    this.backend = backend;
    this.listening = new ServerSocket(0, 100, local);
    Thread.ofVirtual().start(this::accept);
  }

  /** Starts a proxy in front of {@code registry} ({@code host:port}, plain HTTP). */
  public static FaultProxy before(String registry) throws IOException {
    return before(registry, InetAddress.getLoopbackAddress());
  }

  /** The same on another address of this machine, where containers reach it. */
  public static FaultProxy before(String registry, InetAddress local) throws IOException {
    int colon = registry.lastIndexOf(':');
    return new FaultProxy(
        new InetSocketAddress(
            registry.substring(0, colon), Integer.parseInt(registry.substring(colon + 1))),
        local);
  }

  /** A request as it came in. */
  public record Seen(String method, String target, Http.Headers headers) {
    @Override
    public String toString() {
      return method + " " + target;
    }
  }

  /** What clients take for the registry: {@code host:port}. */
  public String registry() {
    return listening.getInetAddress().getHostAddress() + ":" + listening.getLocalPort();
  }

  /** Every request so far. */
  public List<Seen> requests() {
    return List.copyOf(seen);
  }

  /** How many connections were opened so far. */
  public int connections() {
    return connections.get();
  }

  /** Forgets what was counted. Rules stay. */
  public void reset() {
    seen.clear();
    connections.set(0);
  }

  /** Forgets all rules. */
  public void heal() {
    rules.clear();
  }

  /** Begins a rule for requests whose method and target (path and query) match wholly. */
  public Turn on(String methodPattern, String targetPattern) {
    return new Turn(Pattern.compile(methodPattern), Pattern.compile(targetPattern, Pattern.DOTALL));
  }

  /** Which of the matching requests a rule is for. */
  public final class Turn {

    private final Pattern method;
    private final Pattern target;

    private Turn(Pattern method, Pattern target) {
      this.method = method;
      this.target = target;
    }

    /** Only the first one. */
    public Damage first() {
      return between(1, 1);
    }

    /** Only the {@code n}-th one (1-based). */
    public Damage nth(int n) {
      return between(n, n);
    }

    /** All of them. */
    public Damage always() {
      return between(1, Integer.MAX_VALUE);
    }

    /** The {@code from}-th to the {@code to}-th one (1-based, inclusive). */
    public Damage between(int from, int to) {
      return new Damage(this, from, to);
    }
  }

  /** What is done to a request. */
  public final class Damage {

    private final Turn turn;
    private final int from;
    private final int to;

    private Damage(Turn turn, int from, int to) {
      this.turn = turn;
      this.from = from;
      this.to = to;
    }

    /** Answered by the proxy with {@code status} and header lines such as {@code Name: value}. */
    public void answer(int status, String... headers) {
      answerWith(status, "", headers);
    }

    /** As {@link #answer}, with a body. */
    public void answerWith(int status, String body, String... headers) {
      add(new Fault.Answer(status, body, List.of(headers)));
    }

    /** So many bytes of the request's body reach the registry, then both connections end. */
    public void cutRequestAfter(long bytes) {
      add(new Fault.CutRequest(bytes));
    }

    /** So many bytes of the answer's body reach the client, then the connection ends. */
    public void cutResponseAfter(long bytes) {
      add(new Fault.CutResponse(bytes));
    }

    /** The registry does it, but the client never hears: the connection ends instead. */
    public void dropResponse() {
      add(new Fault.DropResponse());
    }

    /** Each piece of {@code bytes} of the answer's body comes after a pause. */
    public void slowResponse(int bytes, Duration pause) {
      add(new Fault.SlowResponse(bytes, pause));
    }

    /** The answer's body is another one. */
    public void alterBody(UnaryOperator<byte[]> change) {
      add(new Fault.AlterBody(change));
    }

    /** A header of the answer is another one. */
    public void header(String name, String value) {
      add(new Fault.Header(name, Optional.of(value)));
    }

    /** A header of the answer is missing. */
    public void withoutHeader(String name) {
      add(new Fault.Header(name, Optional.empty()));
    }

    /** Something happens before the registry gets the request. */
    public void before(Runnable action) {
      add(new Fault.Around(action, () -> {}));
    }

    /** Something happens after the registry answered and before the client hears. */
    public void after(Runnable action) {
      add(new Fault.Around(() -> {}, action));
    }

    private void add(Fault fault) {
      rules.add(new Rule(turn.method, turn.target, from, to, fault, new AtomicInteger()));
    }
  }

  private sealed interface Fault {
    record None() implements Fault {}

    record Answer(int status, String body, List<String> headers) implements Fault {}

    record CutRequest(long bytes) implements Fault {}

    record CutResponse(long bytes) implements Fault {}

    record DropResponse() implements Fault {}

    record SlowResponse(int bytes, Duration pause) implements Fault {}

    record AlterBody(UnaryOperator<byte[]> change) implements Fault {}

    record Header(String name, Optional<String> value) implements Fault {}

    record Around(Runnable before, Runnable after) implements Fault {}
  }

  private record Rule(
      Pattern method, Pattern target, int from, int to, Fault fault, AtomicInteger count) {

    boolean matches(Http.Head request) {
      return method.matcher(request.method()).matches()
          && target.matcher(request.target()).matches();
    }

    boolean isDue() {
      int n = count.incrementAndGet();
      return n >= from && n <= to;
    }
  }

  /** Every matching rule counts, so that "the second PUT" does not depend on other rules. */
  private Fault faultFor(Http.Head request) {
    List<Rule> due =
        rules.stream().filter(rule -> rule.matches(request)).filter(Rule::isDue).toList();
    return due.isEmpty() ? new Fault.None() : due.getFirst().fault;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        connections.incrementAndGet();
        open.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket server = new Socket()) {
      client.setTcpNoDelay(true);
      server.connect(backend);
      server.setTcpNoDelay(true);
      Session session = new Session(client, server);
      while (session.exchange()) {
        // The connection is kept.
      }
    } catch (IOException | InterruptedException e) {
      // The client or a fault ended it; the test sees what came of it.
    } finally {
      open.remove(client);
    }
  }

  /** One client's connection and its own to the registry. */
  private final class Session {

    private final InputStream fromClient;
    private final OutputStream toClient;
    private final InputStream fromServer;
    private final OutputStream toServer;

    Session(Socket client, Socket server) throws IOException {
      fromClient = new BufferedInputStream(client.getInputStream(), PIECE);
      toClient = client.getOutputStream();
      fromServer = new BufferedInputStream(server.getInputStream(), PIECE);
      toServer = server.getOutputStream();
    }

    /** One request and its answer; false when the connection is at its end. */
    boolean exchange() throws IOException, InterruptedException {
      Optional<Http.Head> head = Http.Head.read(fromClient);
      if (head.isEmpty()) {
        return false;
      }
      Http.Head request = head.get();
      seen.add(new Seen(request.method(), request.target(), request.headers()));
      return pass(request, faultFor(request));
    }

    private boolean pass(Http.Head request, Fault fault) throws IOException, InterruptedException {
      InputStream body = Http.body(fromClient, request.headers(), false);
      return switch (fault) {
        case Fault.Answer answer -> {
          body.transferTo(OutputStream.nullOutputStream());
          toClient.write(Http.answer(request, answer.status, answer.headers, answer.body));
          yield true;
        }
        case Fault.CutRequest(long bytes) -> {
          toServer.write(request.bytes());
          toServer.write(body.readNBytes((int) bytes));
          toServer.flush();
          yield false;
        }
        case Fault.Around(Runnable before, Runnable after) -> {
          before.run();
          forward(request, body);
          yield reply(request, fault, after);
        }
        default -> {
          forward(request, body);
          yield reply(request, fault, () -> {});
        }
      };
    }

    private void forward(Http.Head request, InputStream body) throws IOException {
      toServer.write(request.bytes());
      Http.copy(body, toServer, request.headers());
      toServer.flush();
    }

    private boolean reply(Http.Head request, Fault fault, Runnable after)
        throws IOException, InterruptedException {
      Http.Head answer =
          Http.Head.read(fromServer).orElseThrow(() -> new EOFException("registry went away"));
      boolean bodiless = request.method().equals("HEAD") || Http.hasNoBody(answer);
      InputStream body =
          bodiless
              ? new ByteArrayInputStream(new byte[0])
              : Http.body(fromServer, answer.headers(), true);
      after.run();
      return reply(answer, body, bodiless, fault);
    }

    private boolean reply(Http.Head answer, InputStream body, boolean bodiless, Fault fault)
        throws IOException, InterruptedException {
      return switch (fault) {
        case Fault.DropResponse() -> false;
        case Fault.CutResponse(long bytes) -> {
          toClient.write(answer.bytes());
          toClient.write(body.readNBytes((int) bytes));
          toClient.flush();
          yield false;
        }
        case Fault.SlowResponse(int bytes, Duration pause) -> {
          byte[] whole = whole(body);
          toClient.write(answer.withLength(whole.length).bytes());
          drip(whole, bytes, pause);
          yield true;
        }
        case Fault.AlterBody(UnaryOperator<byte[]> change) when !bodiless -> {
          byte[] altered = change.apply(whole(body));
          toClient.write(answer.withLength(altered.length).bytes());
          toClient.write(altered);
          yield true;
        }
        case Fault.Header(String name, Optional<String> value) ->
            send(answer.with(name, value), body, bodiless);
        default -> send(answer, body, bodiless);
      };
    }

    private boolean send(Http.Head answer, InputStream body, boolean bodiless) throws IOException {
      toClient.write(answer.bytes());
      if (!bodiless) {
        Http.copy(body, toClient, answer.headers());
      }
      return true;
    }

    private void drip(byte[] whole, int bytes, Duration pause)
        throws IOException, InterruptedException {
      for (int at = 0; at < whole.length; at += bytes) {
        Thread.sleep(pause);
        toClient.write(whole, at, Math.min(bytes, whole.length - at));
        toClient.flush();
      }
    }

    private static byte[] whole(InputStream body) throws IOException {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      body.transferTo(whole);
      return whole.toByteArray();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket client : open) {
      client.close();
    }
  }
}
