package org.ignition.database;

import java.util.Optional;
import org.ignition.failure.RemoteException;

/** A way to a database server through another machine; whoever opens the database closes it. */
public interface Tunnel extends AutoCloseable {

  /** Where it is entered, on 127.0.0.1. */
  int port();

  /** The machine that it goes through, for people. */
  String through();

  /** What keeps connections from coming out at its far end; empty when they do. */
  Optional<Obstacle> obstacle();

  /** Ends it and every connection in it. */
  @Override
  void close();

  /**
   * Why nothing gets through.
   *
   * @param failure what to tell the user
   * @param lasting whether it will be the same in a moment, as a ban is; a server may still start
   */
  record Obstacle(RemoteException failure, boolean lasting) {}
}
