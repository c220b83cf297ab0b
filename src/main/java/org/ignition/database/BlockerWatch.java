package org.ignition.database;

import java.util.List;

/** Looks, from a session of its own, who keeps another session waiting. */
public interface BlockerWatch extends AutoCloseable {

  /** Who did when the watched session last waited, the longest first; empty when nobody. */
  List<Blocker> seen();

  /** Stops looking. */
  @Override
  void close();
}
