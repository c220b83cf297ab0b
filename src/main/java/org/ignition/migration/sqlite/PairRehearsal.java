package org.ignition.migration.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ignition.database.ServerError;
import org.ignition.migration.Migration;
import org.ignition.migration.Script;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.sqlite.RoundTrip.Filled;
import org.ignition.migration.sqlite.RoundTrip.Leg;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.ScriptRun;

/** Rehearses one migration on copies of the database that it meets. */
final class PairRehearsal {

  private final Duration limit;
  private final boolean rows;
  private final SchemaReader reader = new SchemaReader();
  private final Identities identities = new Identities();

  /**
   * @param limit after which a statement is stopped
   * @param rows whether empty tables are given rows
   */
  PairRehearsal(Duration limit, boolean rows) {
    this.limit = limit;
    this.rows = rows;
  }

  /** What the rehearsal of {@code migration} on {@code image} showed. */
  RehearsedMigration of(Migration migration, byte[] image) throws SQLException {
    RoundTrip trip = trip(migration, filled(image, rows));
    Optional<ServerError> failure = trip.failure();
    if (failure.isEmpty() || !rows) {
      return trip.observed(Optional.empty(), Optional.empty());
    }
    RoundTrip bare = trip(migration, filled(image, false));
    if (!trip.up().ran()) {
      return bare.up().ran()
          ? bare.observed(failure, Optional.empty())
          : trip.observed(Optional.empty(), Optional.empty());
    }
    return bare.failure().isEmpty()
        ? withRows(trip, bare, failure)
        : trip.observed(Optional.empty(), Optional.empty());
  }

  /** The up as it ran on rows, and what came after it as it ran without. */
  private static RehearsedMigration withRows(
      RoundTrip trip, RoundTrip bare, Optional<ServerError> refused) {
    return new RoundTrip(trip.migration(), trip.before(), trip.up(), bare.down(), bare.again())
        .observed(Optional.empty(), refused);
  }

  private Filled filled(byte[] image, boolean populated) throws SQLException {
    try (Session session = Session.open(image, limit)) {
      SchemaSnapshot schema = identities.next(SchemaSnapshot.EMPTY, reader.read(session));
      List<String> empty = populated ? Seeder.fill(session, schema) : List.of();
      return new Filled(session.image(), schema, content(session, schema), empty);
    }
  }

  private Content content(Session session, SchemaSnapshot schema) throws SQLException {
    return rows ? Content.read(session, schema) : Content.NONE;
  }

  private RoundTrip trip(Migration migration, Filled before) throws SQLException {
    Ran up = run(migration.up(), before.image(), before.schema());
    Optional<Script> down = migration.down().filter(_ -> up.leg().ran());
    if (down.isEmpty()) {
      return new RoundTrip(migration, before, up.leg(), Optional.empty(), Optional.empty());
    }
    Ran back = run(down.get(), up.image(), up.leg().schema());
    Optional<Leg> again =
        back.leg().ran()
            ? Optional.of(run(migration.up(), back.image(), back.leg().schema()).leg())
            : Optional.empty();
    return new RoundTrip(migration, before, up.leg(), Optional.of(back.leg()), again);
  }

  /** A script's end, and the database that it left. */
  private record Ran(Leg leg, byte[] image) {}

  private Ran run(Script script, byte[] image, SchemaSnapshot before) throws SQLException {
    try (Session session = Session.open(image, limit)) {
      ScriptRunner.Ended ended =
          new ScriptRunner(session, reader, identities, before).run(script);
      return ended.run() instanceof ScriptRun.Ran
          ? new Ran(
              new Leg(ended.run(), ended.after(), content(session, ended.after())),
              session.image())
          : new Ran(new Leg(ended.run(), ended.after(), Content.NONE), image);
    }
  }

  /** What {@code script} makes of {@code image}, without rows of ours. */
  Applied applied(Script script, byte[] image) throws SQLException {
    try (Session session = Session.open(image, limit)) {
      SchemaSnapshot schema = identities.next(SchemaSnapshot.EMPTY, reader.read(session));
      ScriptRunner.Ended ended =
          new ScriptRunner(session, reader, identities, schema).run(script);
      return new Applied(ended.run(), session.image(), ended.after());
    }
  }

  /** A database after a script. */
  record Applied(ScriptRun run, byte[] image, SchemaSnapshot schema) {}
}
