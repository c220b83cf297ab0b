package org.ignition.migration.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.ignition.database.ServerError;
import org.ignition.database.TargetDatabase;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.PartialException;

/** Writes down what was left halfway, and says what went wrong. */
final class Failures {

  private final TargetDatabase database;
  private final Commission commission;
  private final Blockage blockage;

  /**
   * @param blockage who was last in the way
   */
  Failures(Commission commission, Blockage blockage) {
    this.database = commission.database();
    this.commission = commission;
    this.blockage = blockage;
  }

  /**
   * The failure that {@code stopped} is to users.
   *
   * @param session in which the script ran
   * @param took since it began
   * @param attempts how often it was tried
   * @param before how many migrations the same run had done
   */
  IgnitionException of(
      Stopped stopped, WorkSession session, Duration took, int attempts, int before) {
    ServerError error = database.explain(stopped.why());
    String state =
        stopped.leavesNothing()
            ? "Nothing of it was kept" + others(before)
            : remember(stopped, error, session, took) + others(before);
    IgnitionException failure = named(stopped, error, attempts, state);
    return stopped.leavesNothing() && !mayBeKept(stopped, error)
        ? after(before, failure)
        : new PartialException(failure);
  }

  /** The session ended with the commit, or shortly before it. */
  private static boolean mayBeKept(Stopped stopped, ServerError error) {
    return error.endsSession() && stopped.stage() == Stopped.Stage.RECORDING;
  }

  private IgnitionException named(Stopped stopped, ServerError error, int attempts, String state) {
    Work work = stopped.work();
    if (error.endsSession()) {
      boolean unsure = stopped.leavesNothing() && mayBeKept(stopped, error);
      return Problems.lost(database, error, lost(stopped.work(), unsure, state));
    }
    if (blockage.is(stopped.why())) {
      return Problems.blocked(work, error, blockage.last(), attempts, state);
    }
    return switch (stopped.stage()) {
      case BEFORE -> Problems.notBegun(work, error);
      case STATEMENT -> Problems.refused(work, stopped.statement().orElseThrow(), error, state);
      case CHECKING -> Problems.unsound(work, error, state);
      case RECORDING -> Problems.unrecorded(work, error, state);
    };
  }

  /** {@code failure}, with {@code before} migrations done by the same run. */
  static IgnitionException after(int before, IgnitionException failure) {
    return before > 0 && !(failure instanceof PartialException)
        ? new PartialException(failure)
        : failure;
  }

  private static String lost(Work work, boolean unsure, String state) {
    return unsure
        ? work.label() + " had run and may be committed, or not"
        : work.label() + " was under way. " + state;
  }

  static String others(int before) {
    return switch (before) {
      case 0 -> "";
      case 1 -> "; the one before it stays";
      default -> "; the " + before + " before it stay";
    };
  }

  /** Where even that fails, the row that it had begun is what the next run finds. */
  private String remember(Stopped stopped, ServerError error, WorkSession session, Duration took) {
    try (Connection fresh = database.connect("record")) {
      List<String> leftovers = session.leftovers(fresh);
      String remark = Remark.of(stopped, error, leftovers);
      Work work = stopped.work();
      commission.recorder(work).failed(fresh, work.way().failed(), work.migration(), took, remark);
      return "It was left halfway: " + remark;
    } catch (SQLException | IgnitionException e) {
      return "It was left halfway: " + Remark.of(stopped, error, List.of());
    }
  }
}
