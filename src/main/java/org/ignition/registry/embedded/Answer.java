package org.ignition.registry.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ignition.image.Digest;

/**
 * An answer, free of the server that sends it. The same one serves GET and HEAD: the server leaves
 * out the body of the latter.
 *
 * @param status of HTTP
 * @param headers besides {@code Content-Length}
 * @param body what follows them
 */
record Answer(int status, Map<String, String> headers, Body body) {

  private static final Body NONE = new Body(0, InputStream::nullInputStream);

  Answer {
    headers = Map.copyOf(headers);
  }

  static Answer empty(int status) {
    return new Answer(status, Map.of(), NONE);
  }

  static Answer bytes(int status, String type, byte[] content) {
    Body body = new Body(content.length, () -> new ByteArrayInputStream(content));
    return new Answer(status, Map.of("Content-Type", type), body);
  }

  static Answer of(Failure failure) {
    return bytes(failure.status(), "application/json", failure.body());
  }

  Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }

  Answer digest(Digest digest) {
    return with("Docker-Content-Digest", digest.value());
  }

  /**
   * Content that is opened when it is sent.
   *
   * @param length in bytes
   * @param content at least {@code length} bytes from its first one
   */
  record Body(long length, Upstream.Content content) {

    InputStream open() throws IOException {
      return content.open();
    }
  }
}
