package org.ignition.registry.embedded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.ignition.failure.DiskSpace;
import org.ignition.failure.IgnitionException;
import org.ignition.registry.embedded.Failure.Code;
import org.jspecify.annotations.Nullable;

/** Between the JDK's HTTP server and the API. */
final class HttpFront implements HttpHandler {

  private static final int BUFFER_BYTES = 128 * 1024;

  private final DistributionApi api;

  HttpFront(DistributionApi api) {
    this.api = api;
  }

  /**
   * Reads the request to its end before a refusal too: the JDK's server would close the connection
   * on the rest of it, and the client would see a fault and try again instead of reading why.
   */
  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answer(exchange);
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      send(exchange, answer);
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    try {
      return api.answer(path(exchange), request(exchange));
    } catch (Failure e) {
      return Answer.of(e);
    } catch (IgnitionException e) {
      return Answer.of(new Failure(500, Code.UNKNOWN, e.problem().what()));
    } catch (IOException e) {
      if (DiskSpace.isExhaustedBy(e)) {
        return Answer.of(new Failure(507, Code.UNKNOWN, DiskSpace.EXHAUSTED));
      }
      throw e;
    }
  }

  /** Empty for a URI that has none, such as {@code mailto:}. */
  private static String path(HttpExchange exchange) {
    return Objects.requireNonNullElse(exchange.getRequestURI().getPath(), "");
  }

  private static Request request(HttpExchange exchange) throws Failure {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return new Request(
        exchange.getRequestMethod(),
        query(exchange.getRequestURI().getRawQuery()),
        headers,
        exchange.getRequestBody());
  }

  /** As WHATWG's URL standard reads a form; the same name may stand twice. */
  static Map<String, List<String>> query(@Nullable String raw) throws Failure {
    Map<String, List<String>> query = new HashMap<>();
    if (raw == null) {
      return query;
    }
    try {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        query.computeIfAbsent(decoded(name), _ -> new ArrayList<>()).add(decoded(value));
      }
    } catch (IllegalArgumentException e) {
      throw new Failure(400, Code.UNSUPPORTED, "unreadable query");
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().set("Docker-Distribution-API-Version", "registry/2.0");
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    long length = answer.body().length();
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
      exchange.sendResponseHeaders(answer.status(), -1);
    } else if (length == 0) {
      exchange.sendResponseHeaders(answer.status(), -1);
    } else {
      try (InputStream content = answer.body().open()) {
        exchange.sendResponseHeaders(answer.status(), length);
        copy(content, length, exchange.getResponseBody());
      }
    }
  }

  private static void copy(InputStream content, long length, OutputStream out) throws IOException {
    byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, length)];
    long left = length;
    while (left > 0) {
      int read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new IOException("the content is shorter than it was said to be");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }
}
