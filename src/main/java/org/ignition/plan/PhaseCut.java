package org.ignition.plan;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.migration.MigrationPhase;
import org.ignition.migration.Verdict;
import org.ignition.migration.history.PendingMigration;

/**
 * Which of the pending migrations a phase applies.
 *
 * @param applied from the first on
 * @param left the others, for a later phase
 */
record PhaseCut(List<PendingMigration> applied, List<PendingMigration> left) {

  PhaseCut {
    applied = List.copyOf(applied);
    left = List.copyOf(left);
  }

  /**
   * Cuts {@code pending} for {@code request}.
   *
   * @param deserted whether no version runs, as the database is new
   * @param classifiedBy who classified a migration, or what kept it from being classified
   * @throws PolicyException when the phase can't apply what comes first
   */
  static PhaseCut of(
      List<PendingMigration> pending,
      MigrateRequest request,
      boolean deserted,
      Function<PendingMigration, String> classifiedBy) {
    if (deserted || request.phase() == MigrationPhase.ALL) {
      return new PhaseCut(pending, List.of());
    }
    return switch (request.phase()) {
      case EXPAND -> expand(pending, classifiedBy);
      case CONTRACT -> contract(pending, request.drained());
      case ALL -> throw new IllegalStateException("handled above");
    };
  }

  private static PhaseCut expand(
      List<PendingMigration> pending, Function<PendingMigration, String> classifiedBy) {
    int tolerated = 0;
    while (tolerated < pending.size() && tolerated(pending.get(tolerated)) == Verdict.YES) {
      tolerated++;
    }
    PhaseCut cut =
        new PhaseCut(pending.subList(0, tolerated), pending.subList(tolerated, pending.size()));
    cut.left().stream()
        .findFirst()
        .filter(first -> tolerated(first) == Verdict.UNKNOWN)
        .ifPresent(unknown -> {
          throw unknown(unknown, classifiedBy.apply(unknown));
        });
    return cut;
  }

  private static PhaseCut contract(List<PendingMigration> pending, boolean drained) {
    Optional<PendingMigration> breaking =
        pending.stream().filter(each -> tolerated(each) != Verdict.YES).findFirst();
    if (breaking.isPresent() && !drained) {
      throw refusal(
          breaking.get(),
          "Older versions may still run while "
              + breaking.get().recorded().label()
              + " is to be applied",
          "It is not known to be compatible with them",
          "When every version older than this release is gone, give `drained: true`");
    }
    return new PhaseCut(pending, List.of());
  }

  private static Verdict tolerated(PendingMigration pending) {
    return pending.recorded().assessment().backwardCompatible();
  }

  private static PolicyException unknown(PendingMigration pending, String why) {
    return refusal(
        pending,
        "It is not known what "
            + pending.recorded().label()
            + " does to the version that runs: "
            + why,
        "The phase `expand` applies only what that version is known to tolerate",
        "Give the report of `check-migrations --all` as `report-file`, or, when nothing runs now,"
            + " `phase: all`");
  }

  private static PolicyException refusal(
      PendingMigration pending, String what, String why, String advice) {
    return new PolicyException(
        Problem.of(ErrorCode.PHASE_REFUSED, what, why, advice)
            .at(SourceLocation.of(pending.migration().up().file())));
  }
}
