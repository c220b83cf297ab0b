package org.ignition.registry.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** A server that answers what it was told to, and remembers what it was asked. */
final class ScriptedServer implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, Deque<Handler>> script = new ConcurrentHashMap<>();
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

  ScriptedServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  /** Gives one answer. */
  @FunctionalInterface
  interface Handler {
    Response answer(Asked asked) throws IOException;
  }

  @SuppressWarnings("ArrayRecordComponent")
  record Response(int status, byte[] body, Map<String, String> headers) {

    static Response of(int status) {
      return new Response(status, new byte[0], Map.of());
    }

    static Response of(int status, String body) {
      return new Response(status, body.getBytes(UTF_8), Map.of());
    }

    Response with(String name, String value) {
      Map<String, String> more = new ConcurrentHashMap<>(headers);
      more.put(name, value);
      return new Response(status, body, more);
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  record Asked(String line, Map<String, String> headers, byte[] body) {

    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }

    String text() {
      return new String(body, UTF_8);
    }
  }

  String registry() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String url() {
    return "http://" + registry();
  }

  /** Answers {@code METHOD /path?query}, in turn; the last answer stays. */
  ScriptedServer on(String line, Handler... answers) {
    script.put(line, new ArrayDeque<>(List.of(answers)));
    return this;
  }

  ScriptedServer on(String line, Response... answers) {
    Deque<Handler> handlers = new ArrayDeque<>();
    for (Response answer : answers) {
      handlers.add(request -> answer);
    }
    script.put(line, handlers);
    return this;
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  List<String> lines() {
    return asked().stream().map(Asked::line).toList();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new ConcurrentHashMap<>();
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
      Asked request =
          new Asked(
              exchange.getRequestMethod() + " " + exchange.getRequestURI(),
              headers,
              exchange.getRequestBody().readAllBytes());
      asked.add(request);
      respond(exchange, next(request.line()).answer(request));
    }
  }

  private Handler next(String line) {
    Deque<Handler> answers = script.get(line);
    if (answers == null) {
      return request -> Response.of(404);
    }
    synchronized (answers) {
      return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
    }
  }

  private static void respond(HttpExchange exchange, Response response) throws IOException {
    response.headers.forEach(exchange.getResponseHeaders()::add);
    boolean bodiless = exchange.getRequestMethod().equals("HEAD") || response.body.length == 0;
    exchange.sendResponseHeaders(response.status, bodiless ? -1 : response.body.length);
    if (!bodiless) {
      exchange.getResponseBody().write(response.body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
