package org.ignition.registry.embedded;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.image.Digest;
import org.ignition.registry.embedded.Failure.Code;

/**
 * A request, free of the server that received it.
 *
 * @param method in upper case
 * @param query decoded
 * @param headers first value of each, by lower-case name
 * @param body to be read at most once
 */
record Request(
    String method, Map<String, List<String>> query, Map<String, String> headers, InputStream body) {

  Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name)).map(List::getFirst);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The digest that the client says it sends or wants. */
  Optional<Digest> digest(String parameter) throws Failure {
    Optional<String> text = query(parameter);
    return text.isEmpty() ? Optional.empty() : Optional.of(digestOf(text.get()));
  }

  static Digest digestOf(String text) throws Failure {
    if (!Digest.isDigest(text)) {
      throw new Failure(400, Code.DIGEST_INVALID, "a digest is sha256: and 64 hex digits");
    }
    return new Digest(text);
  }

  Failure notAllowed() {
    return new Failure(405, Code.UNSUPPORTED, "not possible here");
  }
}
