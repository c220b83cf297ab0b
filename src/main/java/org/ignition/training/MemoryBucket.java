package org.ignition.training;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bucket in memory, which knows of Amazon's S3 API (version 2006-03-01) what it takes to keep
 * small files, to list, to fetch and to remove them. It believes whoever asks, and listens on the
 * loopback address only.
 */
public final class MemoryBucket implements AutoCloseable {

  private static final String NAME = "training";
  private static final String METADATA = "x-amz-meta-";
  private static final Pattern KEY = Pattern.compile("<Key>([^<]+)</Key>");
  private static final int BACKLOG = 8;

  private final HttpServer server;
  private final Map<String, StoredFile> files = new ConcurrentSkipListMap<>();

  private MemoryBucket(HttpServer server) {
    this.server = server;
  }

  /** Opens one that is empty. */
  public static MemoryBucket open() throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(anyPort, BACKLOG);
    MemoryBucket bucket = new MemoryBucket(server);
    server.createContext("/" + NAME, bucket::answer);
    server.start();
    return bucket;
  }

  /** What the configuration calls it. */
  public String name() {
    return NAME;
  }

  /** Where it is. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String key = exchange.getRequestURI().getPath().replaceFirst("^/" + NAME + "/?", "");
      switch (exchange.getRequestMethod()) {
        case "PUT" -> put(exchange, key, body);
        case "POST" -> remove(exchange, new String(body, StandardCharsets.UTF_8));
        case "DELETE" -> {
          files.remove(key);
          exchange.sendResponseHeaders(204, -1);
        }
        default -> get(exchange, key);
      }
    }
  }

  private void put(HttpExchange exchange, String key, byte[] body) throws IOException {
    StoredFile file = StoredFile.of(body, exchange.getRequestHeaders(), METADATA);
    files.put(key, file);
    exchange.getResponseHeaders().set("ETag", file.etag());
    exchange.sendResponseHeaders(200, -1);
  }

  private void remove(HttpExchange exchange, String request) throws IOException {
    Matcher keys = KEY.matcher(request);
    while (keys.find()) {
      files.remove(keys.group(1));
    }
    send(exchange, "<DeleteResult/>");
  }

  private void get(HttpExchange exchange, String key) throws IOException {
    if (key.isEmpty()) {
      send(exchange, list());
      return;
    }
    StoredFile file = files.get(key);
    if (file == null) {
      exchange.sendResponseHeaders(404, -1);
    } else {
      file.send(exchange);
    }
  }

  /**
   * All files, whatever beginning of their keys was asked for. It does for a list of uploads, too:
   * there are none in it.
   */
  private String list() {
    StringBuilder list = new StringBuilder("<ListBucketResult>");
    files.forEach((key, file) ->
        list.append(
            "<Contents><Key>%s</Key><Size>%d</Size><LastModified>%s</LastModified></Contents>"
                .formatted(key, file.size(), StoredFile.MODIFIED)));
    return list + "<IsTruncated>false</IsTruncated></ListBucketResult>";
  }

  private static void send(HttpExchange exchange, String xml) throws IOException {
    byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
