package org.ignition.migration.compatibility;

import org.ignition.migration.compatibility.SchemaCompatibility.Additive;
import org.ignition.migration.compatibility.SchemaCompatibility.CannotTell;
import org.ignition.migration.compatibility.SchemaCompatibility.Declared;
import org.ignition.migration.compatibility.SchemaCompatibility.Impossible;
import org.ignition.migration.compatibility.SchemaCompatibility.NeedsDowns;

/** Verdicts in the few words that a table has room for. */
final class VerdictWords {

  private VerdictWords() {}

  static String of(SchemaCompatibility verdict) {
    return switch (verdict) {
      case Declared _ -> "runs";
      case Additive _ -> "runs: tolerates what is above";
      case NeedsDowns needed -> downs(needed);
      case Impossible(Obstacle.MissingUps _) -> "needs migrations first";
      case Impossible(Obstacle.NoWayBack _) -> "no way back";
      case CannotTell _ -> "cannot tell";
    };
  }

  private static String downs(NeedsDowns needed) {
    int count = needed.downs().size();
    return (count == 1 ? "after 1 down: " : "after " + count + " downs, at worst: ")
        + needed.worst();
  }
}
