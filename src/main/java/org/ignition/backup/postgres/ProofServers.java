package org.ignition.backup.postgres;

import org.ignition.database.ScratchServer;

/** Starts a server of our own, for dumps to be restored on. */
@FunctionalInterface
public interface ProofServers {

  /**
   * One of {@code major}, such as 18, which the caller closes.
   *
   * @throws org.ignition.failure.InputException when none can run here
   * @throws org.ignition.failure.RemoteException when it does not start
   */
  ScratchServer start(int major);
}
