package org.ignition.registry.client;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A request, before it is known where exactly and with whose login it goes.
 *
 * @param method such as {@code HEAD}
 * @param target path at the registry, or an absolute address that the registry gave
 * @param headers without credentials
 * @param body may be begun more than once
 * @param scopes what a token for it has to allow
 */
record Call(
    String method, URI target, Map<String, String> headers, BodyPublisher body, Set<Scope> scopes) {

  Call {
    headers = Map.copyOf(headers);
    scopes = Set.copyOf(scopes);
  }

  static Call of(String method, URI target, Scope scope) {
    return new Call(method, target, Map.of(), BodyPublishers.noBody(), Set.of(scope));
  }

  static Call of(String method, String path, Scope scope) {
    return of(method, URI.create(path), scope);
  }

  Call with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Call(method, target, more, body, scopes);
  }

  Call with(BodyPublisher content) {
    return new Call(method, target, headers, content, scopes);
  }

  /** Whether the answer has no body whatever its headers say. */
  boolean isHead() {
    return method.equals("HEAD");
  }

  /** Whether it only asks. */
  boolean isRead() {
    return isHead() || method.equals("GET");
  }
}
