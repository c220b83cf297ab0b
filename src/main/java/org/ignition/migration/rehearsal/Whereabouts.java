package org.ignition.migration.rehearsal;

import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.failure.SourceLocation;
import org.ignition.image.Quoted;
import org.ignition.migration.Script;
import org.ignition.migration.sql.Position;
import org.ignition.migration.trace.RehearsedMigration;

/** Remembers which statement ran last, for words about a server that stops. */
final class Whereabouts implements RehearsalListener {

  private final RehearsalListener next;
  private Optional<SourceLocation> last = Optional.empty();

  /** Passes everything on to {@code next}. */
  Whereabouts(RehearsalListener next) {
    this.next = next;
  }

  @Override
  public void rehearsed(RehearsedMigration migration) {
    next.rehearsed(migration);
  }

  @Override
  public void running(Script script, int number, int total) {
    Position at = script.sql().statements().get(number - 1).at();
    last = Optional.of(new SourceLocation(script.file(), at.line(), at.column()));
    next.running(script, number, total);
  }

  /** The server is gone, whatever ended it. */
  RemoteException serverStopped(String said, Exception cause) {
    Problem problem =
        Problem.of(
            ErrorCode.DATABASE_UNREACHABLE,
            "The database server stopped during the rehearsal",
            last.map(at -> "The last statement that began is at " + at + ". ").orElse("")
                + "It said: "
                + Quoted.of(said),
            "Run again; if it stops there again, that statement ends the server: see how much memory"
                + " and disk it needs");
    return new RemoteException(last.map(problem::at).orElse(problem), cause);
  }
}
