package org.ignition.flow;

import java.util.Map;
import java.util.Optional;
import org.ignition.command.Output;
import org.ignition.execute.Journal;
import org.ignition.report.Conclusion;

/** One command from its facts to its conclusion. */
public interface Flow {

  /**
   * Carries the command out.
   *
   * @throws org.ignition.failure.IgnitionException when it can't be, or is refused
   */
  Conclusion run();

  /** What was done; empty before a plan was begun. */
  default Optional<Journal> journal() {
    return Optional.empty();
  }

  /** What later steps get even though it failed. */
  default Map<Output, String> knownOutputs() {
    return Map.of();
  }

  /** What is known by now for the log line of a failure, such as the commit. */
  default Map<String, Object> knownFields() {
    return Map.of();
  }
}
