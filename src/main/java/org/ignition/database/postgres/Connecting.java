package org.ignition.database.postgres;

import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ignition.database.Patience;
import org.ignition.database.Pause;
import org.ignition.database.Tunnel;
import org.ignition.failure.CancelledException;

/** Tries again what fails because a server is not there yet. */
final class Connecting {

  /** Too many connections; shut down; crashed; starting up. Appendix “Error Codes”. */
  private static final Set<String> PASSING = Set.of("53300", "57P01", "57P02", "57P03");

  private final TargetSessions sessions;
  private final Patience patience;

  Connecting(TargetSessions sessions, Patience patience) {
    this.sessions = sessions;
    this.patience = patience;
  }

  /** Opens a session. */
  @FunctionalInterface
  interface Attempt {
    Connection open() throws SQLException;
  }

  /** The session of the first attempt that has one. */
  Connection connect(Attempt attempt) {
    long start = System.nanoTime();
    for (Patience left = patience; ; left = left.next()) {
      try {
        return attempt.open();
      } catch (SQLException e) {
        CancelledException.throwIfInterrupted(); // The driver would call it a failure of its own.
        Duration next = left.pause().plusNanos(System.nanoTime() - start);
        giveUpUnlessPassing(e, next.compareTo(patience.total()) > 0);
        Pause.take(left.pause());
      }
    }
  }

  private void giveUpUnlessPassing(SQLException failure, boolean late) {
    boolean network = isOfNetwork(failure);
    Optional<Tunnel.Obstacle> obstacle =
        network ? sessions.tunnel().flatMap(Tunnel::obstacle) : Optional.empty();
    if (obstacle.isPresent() && (late || obstacle.get().lasting())) {
      throw obstacle.get().failure();
    }
    if (late || !(network || PASSING.contains(String.valueOf(failure.getSQLState())))) {
      throw TargetProblem.connecting(sessions, failure);
    }
  }

  /** Refused, reset, closed or silent; a name that nobody knows stays unknown. */
  private static boolean isOfNetwork(SQLException failure) {
    return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(cause ->
            cause instanceof SocketException
                || cause instanceof SocketTimeoutException
                || cause instanceof EOFException);
  }
}
