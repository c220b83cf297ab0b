package org.ignition;

import java.util.List;
import java.util.stream.Collectors;
import org.ignition.database.Blocker;
import org.ignition.image.Quoted;

/** Says who stands in the way of a migration. */
final class BlockerText {

  private BlockerText() {}

  /** What follows a sentence; empty when nobody was seen. */
  static String of(List<Blocker> blockers) {
    return blockers.isEmpty()
        ? ""
        : ": " + blockers.stream().map(BlockerText::of).collect(Collectors.joining("; "));
  }

  private static String of(Blocker blocker) {
    return "pid "
        + blocker.pid()
        + " of "
        + blocker.user()
        + (blocker.application().isEmpty() ? "" : " (" + blocker.application() + ")")
        + ", "
        + blocker.state()
        + " for "
        + blocker.age().toSeconds()
        + " s, "
        + Quoted.of(blocker.query());
  }
}
