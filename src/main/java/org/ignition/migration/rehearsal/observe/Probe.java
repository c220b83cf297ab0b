package org.ignition.migration.rehearsal.observe;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.ignition.migration.snapshot.Identity;
import org.ignition.migration.trace.LockMode;
import org.ignition.resource.ResourceText;

/**
 * Asks the session that runs a script, in one round trip, which locks it holds and what the event
 * triggers wrote down since it was asked before.
 */
final class Probe implements AutoCloseable {

  private final PreparedStatement state;
  private final PreparedStatement recent;

  /** From 15 on what was counted before can be flushed. */
  private static final int COUNTED_UNTIL = 14;

  private static final String COUNTED =
      "SELECT oid::pg_catalog.int8, pg_catalog.pg_stat_get_xact_numscans(oid)"
          + " FROM pg_catalog.pg_class WHERE oid OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid"
          + " AND pg_catalog.pg_stat_get_xact_numscans(oid) OPERATOR(pg_catalog.>) 0";

  private final Connection session;
  private final boolean privileged;
  private final boolean counts;
  private final Map<Long, Long> counted = new HashMap<>();
  private long lastEvent;

  Probe(Connection session, boolean privileged, int majorVersion) throws SQLException {
    this.session = session;
    this.privileged = privileged;
    this.counts = majorVersion <= COUNTED_UNTIL;
    this.state =
        session.prepareStatement(
            privileged
                ? ResourceText.of(Probe.class, "probe.sql")
                    + ResourceText.of(Probe.class, "events.sql")
                : ResourceText.of(Probe.class, "probe.sql"));
    this.recent = session.prepareStatement(ResourceText.of(Probe.class, "recent.sql"));
  }

  /** Remembers which scans were counted before a transaction's own, where the server keeps them. */
  void begin() throws SQLException {
    counted.clear();
    if (!counts) {
      return;
    }
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(COUNTED)) {
      while (row.next()) {
        counted.put(row.getLong(1), row.getLong(2));
      }
    }
  }

  /** What a session holds, and what happened. */
  record Answer(List<HeldRelation> held, List<Event> events) {}

  /**
   * @param horizon OID of the newest relation that counts as having been there before
   */
  Answer ask(long horizon) throws SQLException {
    state.setLong(1, horizon);
    if (privileged) {
      state.setLong(2, lastEvent);
    }
    List<HeldRelation> held = new ArrayList<>();
    List<Numbered> events = new ArrayList<>();
    try (ResultSet row = state.executeQuery()) {
      while (row.next()) {
        if (row.getString("kind").equals("l")) {
          held.add(relation(row));
        } else {
          events.add(new Numbered(row.getLong("id"), event(row)));
        }
      }
    }
    return new Answer(held, ordered(events));
  }

  /** Every object that this transaction wrote, whatever wrote it. */
  Set<Identity> writtenByTransaction() throws SQLException {
    Set<Identity> written = new HashSet<>();
    try (ResultSet row = recent.executeQuery()) {
      while (row.next()) {
        written.add(new Identity(row.getLong(1), row.getLong(2), 0));
      }
    }
    return written;
  }

  private record Numbered(long id, Event event) {}

  private List<Event> ordered(List<Numbered> events) {
    events.sort(Comparator.comparingLong(Numbered::id));
    if (!events.isEmpty()) {
      lastEvent = events.getLast().id();
    }
    return events.stream().map(Numbered::event).toList();
  }

  private HeldRelation relation(ResultSet row) throws SQLException {
    long file = row.getLong("file");
    OptionalLong known = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(file);
    long oid = row.getLong("object");
    return new HeldRelation(
        oid,
        strongest(row.getString("type")),
        known,
        row.getLong("scans") - counted.getOrDefault(oid, 0L));
  }

  static LockMode strongest(String modes) {
    return Arrays.stream(modes.split(","))
        .map(LockMode::of)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static Event event(ResultSet row) throws SQLException {
    Identity identity =
        new Identity(row.getLong("class"), row.getLong("object"), row.getInt("sub"));
    int detail = row.getInt("detail");
    return switch (row.getString("kind")) {
      case "t" -> new Event.Touched(identity);
      case "d" ->
          new Event.Gone(
              identity,
              row.getString("type"),
              row.getString("name"),
              (detail & 1) != 0,
              (detail & 2) != 0);
      case "w" -> new Event.Rewritten(identity.oid(), detail);
      default -> new Event.Unnamed(row.getString("type"));
    };
  }

  @Override
  public void close() throws SQLException {
    try (state;
        recent) {
      lastEvent = 0;
    }
  }
}
