package org.ignition.backup.postgres;

import org.ignition.concurrent.Meanwhile;
import org.jspecify.annotations.Nullable;

/** Makes places to prove dumps at, and one ahead where it is known early which will be wanted. */
final class ProofPlaces implements AutoCloseable {

  private final ProofServers servers;
  private @Nullable Begun early;

  ProofPlaces(ProofServers servers) {
    this.servers = servers;
  }

  /** One that is made before anybody asks for it, with a server of {@code major}. */
  private record Begun(int major, Meanwhile<ProofPlace> place) {}

  /** Begins to make one, beside whatever is done until it is asked for. */
  void begin(int major) {
    close();
    early = new Begun(major, Meanwhile.open(() -> make(major), ProofPlace::close));
  }

  private ProofPlace make(int major) {
    return ProofPlace.on(servers.start(major));
  }

  /** One with a server of {@code major}, which the caller closes. */
  ProofPlace open(int major) throws InterruptedException {
    Begun begun = early;
    if (begun == null || begun.major() != major) {
      return make(major);
    }
    ProofPlace taken = begun.place().await();
    early = null;
    return taken;
  }

  /** Ends what was begun and not asked for. */
  @Override
  public void close() {
    Begun begun = early;
    early = null;
    if (begun != null) {
      begun.place().closeAndWait();
    }
  }
}
