package org.ignition.database;

/**
 * The right to be the only run that works on a database. It ends with its session, so it can be
 * lost; whoever is about to change something asks.
 */
public interface HeldLock extends AutoCloseable {

  /**
   * Makes sure that the right is still ours.
   *
   * @throws org.ignition.failure.RemoteException when it is lost
   */
  void require();

  /**
   * A query for any other session of the same database: one row with one boolean, whether the right
   * is still ours. Empty where {@link #require} costs no round trip.
   */
  String proof();

  /** Gives the right up. */
  @Override
  void close();
}
