package org.ignition.migration.sqlite;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ignition.database.ServerError;
import org.ignition.migration.Migration;
import org.ignition.migration.Verdict;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.trace.Proof;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.RehearsedMigration.RowsObserved;
import org.ignition.migration.trace.ScriptRun;

/**
 * An up, its down, and the up once more.
 *
 * @param before what they met
 * @param up how it ended
 * @param down how it ended; empty without one, or when the up failed
 * @param again how the second up ended; empty when the down did not end well
 */
record RoundTrip(
    Migration migration, Filled before, Leg up, Optional<Leg> down, Optional<Leg> again) {

  /**
   * A script's end.
   *
   * @param content what the tables hold after it
   * @param image the database after it; empty when it failed
   */
  record Leg(ScriptRun run, SchemaSnapshot schema, Content content, Image image) {

    boolean ran() {
      return run instanceof ScriptRun.Ran;
    }
  }

  /**
   * A database that a migration meets.
   *
   * @param empty tables for which no row could be made
   */
  record Filled(SchemaSnapshot schema, Content content, List<String> empty) {}

  /** Why a script failed, if one did. */
  Optional<ServerError> failure() {
    return Optional.of(again.or(() -> down).orElse(up))
        .flatMap(leg ->
            leg.run() instanceof ScriptRun.Failed failed
                ? Optional.of(failed.error())
                : Optional.empty());
  }

  /**
   * What all of it showed.
   *
   * @param refusedUp why the up ran only without rows
   * @param refusedDown why the down, or the second up, ran only without rows
   */
  RehearsedMigration observed(Optional<ServerError> refusedUp, Optional<ServerError> refusedDown) {
    SchemaDiff residue = down.filter(Leg::ran).map(this::residue).orElse(SchemaDiff.NONE);
    SchemaDiff drift = again.filter(Leg::ran).map(this::drift).orElse(SchemaDiff.NONE);
    return new RehearsedMigration(
        migration,
        before.schema(),
        up.run(),
        down.map(Leg::run),
        again.map(Leg::run),
        up.ran() ? made() : SchemaDiff.NONE,
        residue,
        drift,
        down.map(leg -> proof(leg, residue, drift, refusedDown)).orElse(Proof.NONE),
        rows(refusedUp, refusedDown),
        !ScriptRunner.isWrapped(migration.up())
            || migration.down().filter(script -> !ScriptRunner.isWrapped(script)).isPresent());
  }

  private SchemaDiff made() {
    return SchemaDiff.byIdentity(before.schema(), up.schema());
  }

  private SchemaDiff residue(Leg leg) {
    return SchemaDiff.byName(before.schema(), leg.schema());
  }

  private SchemaDiff drift(Leg leg) {
    return SchemaDiff.byName(up.schema(), leg.schema());
  }

  private Proof proof(
      Leg leg, SchemaDiff residue, SchemaDiff drift, Optional<ServerError> refused) {
    if (!leg.ran()) {
      return new Proof(
          Verdict.NO, Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.UNKNOWN);
    }
    boolean reran = again.filter(Leg::ran).isPresent();
    return new Proof(
        Verdict.of(refused.isEmpty()),
        Verdict.of(residue.isOrderOnly()),
        Verdict.of(reran && drift.isOrderOnly()),
        Verdict.of(residue.isEmpty() && drift.isEmpty()),
        before.content().populated().isEmpty() || refused.isPresent()
            ? Verdict.UNKNOWN
            : Verdict.of(lost(leg, SchemaObject::name).isEmpty()));
  }

  private List<String> lost(Leg leg, Function<SchemaObject, Object> key) {
    return before.content().lostIn(leg.content(), key);
  }

  private RowsObserved rows(Optional<ServerError> refusedUp, Optional<ServerError> refusedDown) {
    List<String> byUp = up.ran() ? lost(up, SchemaObject::identity) : List.of();
    List<String> byDown =
        down
            .filter(leg -> leg.ran() && refusedDown.isEmpty())
            .map(leg -> lost(leg, SchemaObject::name))
            .orElse(List.of())
            .stream()
            .filter(each -> !byUp.contains(each))
            .toList();
    return new RowsObserved(
        before.content().populated(),
        before.empty(),
        refusedUp,
        refusedDown,
        byUp,
        byDown,
        down.filter(Leg::ran).map(this::lossy).orElse(List.of()),
        0);
  }

  /** Tables and columns that the up made and the down drops. */
  private List<String> lossy(Leg leg) {
    return made().headlines().stream()
        .filter(Difference.Appeared.class::isInstance)
        .map(Difference::name)
        .filter(name ->
            switch (name.kind()) {
              case TABLE, COLUMN -> leg.schema().find(name).isEmpty();
              default -> false;
            })
        .map(name -> name.parent().isEmpty() ? name.name() : name.parent() + "." + name.name())
        .toList();
  }
}
