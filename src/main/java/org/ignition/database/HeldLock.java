package org.ignition.database;

/**
 * The right to be the only run that works on a database. It ends with its session, so it can be
 * lost; whoever is about to change something for good asks.
 */
public interface HeldLock extends AutoCloseable {

  /**
   * Makes sure that the right is still ours.
   *
   * @throws org.ignition.failure.RemoteException when it is lost
   */
  void require();

  /**
   * A condition on rows {@code l} of {@code pg_catalog.pg_locks}, for any other session of the same
   * server to ask: while the right is ours it is true of one of them. Empty where {@link #require}
   * costs no round trip.
   */
  String proof();

  /** {@link #proof} as a query of one row with one boolean. */
  default String proofQuery() {
    return "SELECT EXISTS (SELECT FROM pg_catalog.pg_locks l WHERE " + proof() + ")";
  }

  /** Gives the right up. */
  @Override
  void close();
}
