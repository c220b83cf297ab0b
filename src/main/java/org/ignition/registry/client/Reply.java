package org.ignition.registry.client;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A response that was read whole.
 *
 * @param call what was asked
 * @param uri that answered in the end
 * @param status such as 200
 * @param headers as they came
 * @param body not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
record Reply(Call call, URI uri, int status, HttpHeaders headers, byte[] body) {

  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  List<String> headers(String name) {
    return headers.allValues(name);
  }

  /** The media type of {@code Content-Type} without its parameters; empty when there is none. */
  String mediaType() {
    String value = header("Content-Type").orElse("");
    int semicolon = value.indexOf(';');
    return (semicolon < 0 ? value : value.substring(0, semicolon)).strip();
  }

  /** The same without what was said, where that may be secret. */
  Reply withoutBody() {
    return new Reply(call, uri, status, headers, new byte[0]);
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
