package org.ignition.migration.compatibility;

import java.util.List;
import java.util.stream.Collectors;
import org.ignition.migration.Verdict;
import org.ignition.migration.compatibility.SchemaCompatibility.Additive;
import org.ignition.migration.compatibility.SchemaCompatibility.CannotTell;
import org.ignition.migration.compatibility.SchemaCompatibility.Declared;
import org.ignition.migration.compatibility.SchemaCompatibility.Impossible;
import org.ignition.migration.compatibility.SchemaCompatibility.NeedsDowns;
import org.ignition.migration.history.AppliedMigration;
import org.ignition.migration.history.LiveHistory;

/** Compares what is applied with a range of schema versions. */
record Judgement(LiveHistory live, SchemaNeed.Known need) {

  SchemaCompatibility compatibility() {
    long base = highestUpTo(need.range().max());
    List<AppliedMigration> above = live.above(need.range().max());
    if (base < need.range().min()) {
      return new Impossible(new Obstacle.MissingUps(base, need));
    }
    if (above.isEmpty()) {
      return new Declared(base, need);
    }
    return ofThoseAbove(above);
  }

  private SchemaCompatibility ofThoseAbove(List<AppliedMigration> above) {
    List<AppliedMigration> undone = downToTheLowestDoubt(above);
    if (undone.isEmpty()) {
      return new Additive(above, need);
    }
    List<AppliedMigration> stuck = undone.stream().filter(Judgement::isStuck).toList();
    if (undone.stream().noneMatch(each -> tolerated(each) == Verdict.NO)) {
      return new CannotTell(doubt(undone), stuck.isEmpty() ? downs(undone) : List.of());
    }
    return stuck.isEmpty()
        ? new NeedsDowns(downs(undone), highestUpTo(undone.getLast().sequence() - 1))
        : new Impossible(new Obstacle.NoWayBack(stuck));
  }

  /** What is below is known to be tolerated and can stay, with all that was written to it. */
  private static List<AppliedMigration> downToTheLowestDoubt(List<AppliedMigration> above) {
    int count = above.size();
    while (count > 0 && tolerated(above.get(count - 1)) == Verdict.YES) {
      count--;
    }
    return above.subList(0, count);
  }

  private static Verdict tolerated(AppliedMigration migration) {
    return migration.migration().assessment().backwardCompatible();
  }

  private static boolean isStuck(AppliedMigration migration) {
    return migration.migration().down().isEmpty()
        || Fidelity.of(migration.migration().assessment()) == Fidelity.BROKEN;
  }

  private static List<Down> downs(List<AppliedMigration> undone) {
    return undone.stream().map(Down::of).toList();
  }

  private static String doubt(List<AppliedMigration> undone) {
    return "nobody knows whether what was applied above is backward compatible: "
        + undone.stream()
            .filter(each -> tolerated(each) == Verdict.UNKNOWN)
            .map(each -> each.migration().label())
            .collect(Collectors.joining(", "));
  }

  /** 0 where nothing of that is applied. */
  private long highestUpTo(long sequence) {
    return live.applied().stream()
        .mapToLong(AppliedMigration::sequence)
        .filter(each -> each <= sequence)
        .max()
        .orElse(0);
  }
}
