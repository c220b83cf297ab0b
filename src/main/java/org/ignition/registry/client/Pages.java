package org.ignition.registry.client;

import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Walks through the pages of a list, of which a hostile registry could make endlessly many. */
final class Pages {

  private static final int MOST = 1000;

  private final Set<URI> seen = new HashSet<>();

  /**
   * Where the page after {@code reply} is; empty when it was the last.
   *
   * @throws org.ignition.failure.RemoteException when it is elsewhere, or there is no end to it
   */
  Optional<URI> next(Reply reply) {
    Optional<String> target = LinkHeader.next(reply.headers("Link"));
    if (target.isEmpty()) {
      return Optional.empty();
    }
    URI next =
        Location.resolve(reply.uri(), target.get())
            .filter(uri -> Origin.of(uri).equals(Origin.of(reply.uri())))
            .orElseThrow(() -> Rejections.protocol(reply, "The next page is somewhere else"));
    if (!seen.add(next) || seen.size() > MOST) {
      throw Rejections.protocol(reply, "The list never ends");
    }
    return Optional.of(next);
  }
}
