package org.ignition.migration.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ignition.database.ServerError;
import org.ignition.migration.Migration;
import org.ignition.migration.Script;
import org.ignition.migration.rehearsal.RehearsalListener;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.sqlite.RoundTrip.Filled;
import org.ignition.migration.sqlite.RoundTrip.Leg;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.ScriptRun;

/** Rehearses one migration on copies of the database that it meets. */
final class PairRehearsal {

  private final Duration limit;
  private final boolean rows;
  private final RehearsalListener listener;
  private final SchemaReader reader = new SchemaReader();
  private final Identities identities = new Identities();

  /**
   * @param limit after which a statement is stopped
   * @param rows whether empty tables are given rows
   * @param listener is told of each statement
   */
  PairRehearsal(Duration limit, boolean rows, RehearsalListener listener) {
    this.limit = limit;
    this.rows = rows;
    this.listener = listener;
  }

  /**
   * What a rehearsal showed.
   *
   * @param after the database with rows after the up; empty where the rows were in its way
   */
  record Shown(RehearsedMigration rehearsed, Optional<Image> after) {}

  /**
   * Rehearses {@code migration} on {@code image}, which may hold rows of ours, and again without
   * rows where they may be what it fails on.
   */
  Shown of(Migration migration, Image image, History history) throws SQLException {
    RoundTrip trip = trip(migration, image, rows);
    Optional<ServerError> failure = trip.failure();
    if (failure.isEmpty() || !rows || history.catchUp().isPresent()) {
      return shown(trip);
    }
    RoundTrip bare = trip(migration, history.image(), false);
    if (trip.up().ran()) {
      return bare.failure().isEmpty() ? shown(trip, bare, failure) : shown(trip);
    }
    return bare.up().ran()
        ? new Shown(bare.observed(failure, Optional.empty()), Optional.empty())
        : shown(trip);
  }

  private static Shown shown(RoundTrip trip) {
    return new Shown(trip.observed(Optional.empty(), Optional.empty()), after(trip));
  }

  /** The up as it ran on rows, and what came after it as it ran without. */
  private static Shown shown(RoundTrip trip, RoundTrip bare, Optional<ServerError> refused) {
    RoundTrip mixed =
        new RoundTrip(trip.migration(), trip.before(), trip.up(), bare.down(), bare.again());
    return new Shown(mixed.observed(Optional.empty(), refused), after(trip));
  }

  private static Optional<Image> after(RoundTrip trip) {
    return trip.up().ran() ? Optional.of(trip.up().image()) : Optional.empty();
  }

  private RoundTrip trip(Migration migration, Image image, boolean populated) throws SQLException {
    Filled before;
    Leg up;
    try (Session session = Session.open(image, limit)) {
      before = filled(session, populated);
      up = run(session, migration.up(), before.schema(), rows);
    }
    Optional<Script> down = migration.down().filter(_ -> up.ran());
    if (down.isEmpty()) {
      return new RoundTrip(migration, before, up, Optional.empty(), Optional.empty());
    }
    Leg back = run(up.image(), down.get(), up.schema(), rows);
    Optional<Leg> again =
        back.ran()
            ? Optional.of(run(back.image(), migration.up(), back.schema(), false))
            : Optional.empty();
    return new RoundTrip(migration, before, up, Optional.of(back), again);
  }

  private Filled filled(Session session, boolean populated) throws SQLException {
    SchemaSnapshot schema = identities.next(SchemaSnapshot.EMPTY, reader.read(session));
    List<String> empty = populated ? Seeder.fill(session, schema) : List.of();
    Content content = rows ? Content.read(session, schema) : Content.NONE;
    return new Filled(schema, content, empty);
  }

  private Leg run(Image image, Script script, SchemaSnapshot before, boolean counted)
      throws SQLException {
    try (Session session = Session.open(image, limit)) {
      return run(session, script, before, counted);
    }
  }

  private Leg run(Session session, Script script, SchemaSnapshot before, boolean counted)
      throws SQLException {
    ScriptRunner.Ended ended = runner(session, before).run(script);
    if (ended.run() instanceof ScriptRun.Failed) {
      return new Leg(ended.run(), ended.after(), Content.NONE, Image.EMPTY);
    }
    Content content = counted ? Content.read(session, ended.after()) : Content.NONE;
    return new Leg(ended.run(), ended.after(), content, session.image());
  }

  /** What {@code script} makes of {@code image}, without rows of ours. */
  Applied applied(Script script, Image image) throws SQLException {
    try (Session session = Session.open(image, limit)) {
      SchemaSnapshot schema = identities.next(SchemaSnapshot.EMPTY, reader.read(session));
      ScriptRunner.Ended ended = runner(session, schema).run(script);
      return new Applied(ended.run(), session.image());
    }
  }

  private ScriptRunner runner(Session session, SchemaSnapshot before) {
    return new ScriptRunner(session, reader, identities, before, listener);
  }

  /** A database after a script. */
  record Applied(ScriptRun run, Image image) {}

  /** The schema of {@code image}. */
  SchemaSnapshot schema(Image image) throws SQLException {
    try (Session session = Session.open(image, limit)) {
      return identities.next(SchemaSnapshot.EMPTY, reader.read(session));
    }
  }
}
