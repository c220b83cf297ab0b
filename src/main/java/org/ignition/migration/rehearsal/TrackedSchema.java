package org.ignition.migration.rehearsal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.ignition.migration.Script;
import org.ignition.migration.rehearsal.Attribution.Step;
import org.ignition.migration.rehearsal.catalog.CatalogReader;
import org.ignition.migration.rehearsal.observe.Footprint;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.sql.SqlStatement;

/**
 * The schema of a session, read anew only where something was touched, and only when the changes of
 * several statements could not be told apart later.
 */
final class TrackedSchema {

  /** What these write is data, whatever words are in it. */
  private static final Set<String> OF_ROWS =
      Set.of("COPY", "DELETE", "INSERT", "MERGE", "SELECT", "UPDATE", "VALUES", "WITH");

  private final CatalogReader reader;
  private final SchemaReading reading;
  private final List<Step> pending = new ArrayList<>();

  /** Those of them that may have changed the schema; a script may hold any number of others. */
  private final List<Step> touching = new ArrayList<>();

  private SchemaSnapshot current;

  TrackedSchema(CatalogReader reader, SchemaSnapshot current, SchemaReading reading) {
    this.reader = reader;
    this.reading = reading;
    this.current = current;
  }

  /** As it was read last. */
  SchemaSnapshot current() {
    return current;
  }

  /** A statement ran. */
  void add(SqlStatement statement, Footprint footprint) {
    Step step = new Step(statement, isBlind(statement) ? footprint.incomplete() : footprint);
    pending.add(step);
    if (!step.footprint().isNone()) {
      touching.add(step);
    }
  }

  /** A whole script ran, of whose statements nobody asks. */
  void ran(Script script, Footprint footprint) throws SQLException {
    boolean blind = script.sql().statements().stream().anyMatch(this::isBlind);
    follow(blind ? footprint.incomplete() : footprint);
  }

  /** Whether event triggers are not relied on. */
  private boolean isBlind(SqlStatement statement) {
    return reading == SchemaReading.WHOLE
        || (!OF_ROWS.contains(Overlap.verb(statement)) && CatalogReader.isUnseen(statement.text()));
  }

  /** Whether it has to be read before {@code next} runs. */
  boolean isDueBefore(SqlStatement next) {
    return !touching.isEmpty()
        && (touching.stream().anyMatch(step -> !step.footprint().complete())
            || Overlap.possible(touching.stream().map(Step::statement).toList(), next));
  }

  /** What each statement changed since this was asked before, in their order. */
  List<SchemaDiff> settle() throws SQLException {
    List<Step> steps = List.copyOf(pending);
    Footprint all = touching.stream().map(Step::footprint).reduce(Footprint.NONE, Footprint::and);
    pending.clear();
    touching.clear();
    if (all.isNone()) {
      return Collections.nCopies(steps.size(), SchemaDiff.NONE);
    }
    SchemaSnapshot before = current;
    follow(all);
    return Attribution.of(steps, SchemaDiff.byIdentity(before, current), before, current);
  }

  /** Reads what left this footprint. */
  private void follow(Footprint footprint) throws SQLException {
    if (!footprint.isNone()) {
      current = footprint.complete() ? reader.reread(current, footprint.touched()) : reader.read();
    }
  }
}
