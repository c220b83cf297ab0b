package org.ignition.training;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/** A file in a {@link MemoryBucket}, with the headers that it was given. */
final class StoredFile {

  /** When every file was changed, so that no run differs from another. */
  static final Instant MODIFIED = Instant.parse("2026-01-01T00:00:00Z");

  private final byte[] bytes;
  private final Headers metadata;

  private StoredFile(byte[] bytes, Headers metadata) {
    this.bytes = bytes;
    this.metadata = metadata;
  }

  /** Of a request whose headers that begin with {@code prefix} are to be kept. */
  static StoredFile of(byte[] bytes, Headers request, String prefix) {
    Headers kept = new Headers();
    request.forEach((name, values) -> {
      if (name.toLowerCase(Locale.ROOT).startsWith(prefix)) {
        kept.put(name, values);
      }
    });
    return new StoredFile(bytes, kept);
  }

  int size() {
    return bytes.length;
  }

  /** Its MD5, as S3 has it. */
  String etag() {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(bytes);
      return '"' + HexFormat.of().formatHex(digest) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  /** Answers a GET, also one of a range, or a HEAD. */
  void send(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.putAll(metadata);
    headers.set("ETag", etag());
    headers.set(
        "Last-Modified",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(MODIFIED.atOffset(ZoneOffset.UTC)));
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(bytes.length));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
