package org.ignition.backup.postgres;

import org.jspecify.annotations.Nullable;

/** Makes places to prove dumps at, and one ahead where it is known early which will be wanted. */
final class ProofPlaces implements AutoCloseable {

  private final ProofServers servers;
  private @Nullable EarlyPlace early;

  ProofPlaces(ProofServers servers) {
    this.servers = servers;
  }

  /** Begins to make one, beside whatever is done until it is asked for. */
  void begin(int major) {
    close();
    early = new EarlyPlace(servers, major);
  }

  /** One with a server of {@code major}, which the caller closes. */
  ProofPlace open(int major) throws InterruptedException {
    EarlyPlace begun = early;
    if (begun == null || begun.major() != major) {
      return ProofPlace.on(servers.start(major));
    }
    ProofPlace taken = begun.take();
    early = null;
    return taken;
  }

  /** Ends what was begun and not asked for. */
  @Override
  public void close() {
    EarlyPlace begun = early;
    early = null;
    if (begun != null) {
      begun.close();
    }
  }
}
