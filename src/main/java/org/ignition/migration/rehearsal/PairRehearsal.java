package org.ignition.migration.rehearsal;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.ignition.migration.Migration;
import org.ignition.migration.Script;
import org.ignition.migration.rehearsal.rows.LossyDown;
import org.ignition.migration.rehearsal.rows.RowFate;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.trace.Proof;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.RehearsedMigration.RowsObserved;
import org.ignition.migration.trace.ScriptRun;

/** Rehearses one migration after the other. */
record PairRehearsal(Stages stages, Failures failures, MissingRoles roles, StageRows rows) {

  /** What the rehearsal of {@code migration} showed, or why there is no stage for it. */
  Attempted<RehearsedMigration> of(Migration migration) throws SQLException {
    return switch (new UpRehearsal(stages, failures, roles, rows, migration.up()).run()) {
      case Attempted.Stopped<UpRun>(Stop why) -> new Attempted.Stopped<>(why);
      case Attempted.Done<UpRun>(UpRun up) when up.run() instanceof ScriptRun.Failed ->
          new Attempted.Done<>(failed(migration, up));
      case Attempted.Done<UpRun>(UpRun up) -> {
        stages.advanced(migration, up);
        yield back(migration, up);
      }
    };
  }

  /** The same for scripts without a version. */
  Repetition repetition() {
    return new Repetition(stages, failures, roles, rows);
  }

  private Attempted<RehearsedMigration> back(Migration migration, UpRun up) throws SQLException {
    Optional<Script> down = migration.down();
    if (down.isEmpty()) {
      return new Attempted.Done<>(upOnly(migration, up));
    }
    DownRehearsal rehearsal = new DownRehearsal(stages, failures, roles, rows, up, down.get());
    return switch (rehearsal.run()) {
      case Attempted.Stopped<RoundTrip>(Stop why) -> new Attempted.Stopped<>(why);
      case Attempted.Done<RoundTrip>(RoundTrip trip) ->
          new Attempted.Done<>(both(migration, up, trip));
    };
  }

  private RehearsedMigration failed(Migration migration, UpRun up) {
    return alone(migration, up, SchemaDiff.NONE);
  }

  private RehearsedMigration upOnly(Migration migration, UpRun up) {
    return alone(migration, up, up.made());
  }

  private RehearsedMigration alone(Migration migration, UpRun up, SchemaDiff made) {
    return new RehearsedMigration(
        migration,
        up.before(),
        up.run(),
        Optional.empty(),
        Optional.empty(),
        made,
        SchemaDiff.NONE,
        SchemaDiff.NONE,
        Proof.NONE,
        observed(up, Optional.empty()),
        up.isolation() != Isolation.WHOLE);
  }

  private static RowsObserved observed(UpRun up, Optional<RoundTrip> trip) {
    RowFate fate =
        trip.flatMap(RoundTrip::rows)
            .orElseGet(() -> RowFate.of(up.rows().before(), up.rows().after()));
    return new RowsObserved(
        up.rows().populated(),
        up.rows().empty(),
        up.refused(),
        trip.flatMap(RoundTrip::refused),
        texts(fate.lostByUp()),
        texts(fate.lostByDown()),
        trip.filter(t -> t.down() instanceof ScriptRun.Ran)
            .map(t -> texts(LossyDown.of(up.made(), t.residue())))
            .orElse(List.of()),
        trip.map(RoundTrip::left).orElse(0L));
  }

  private static List<String> texts(List<?> things) {
    return things.stream().map(Object::toString).toList();
  }

  private RehearsedMigration both(Migration migration, UpRun up, RoundTrip trip) {
    return new RehearsedMigration(
        migration,
        up.before(),
        up.run(),
        Optional.of(trip.down()),
        trip.again(),
        up.made(),
        trip.residue(),
        trip.drift(),
        trip.proof(),
        observed(up, Optional.of(trip)),
        up.isolation() != Isolation.WHOLE || trip.isolation() != Isolation.WHOLE);
  }
}
