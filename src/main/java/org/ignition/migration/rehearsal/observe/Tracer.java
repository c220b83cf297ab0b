package org.ignition.migration.rehearsal.observe;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ignition.database.ServerMessage;
import org.ignition.migration.snapshot.Identity;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.trace.StatementTrace;

/** Traces one script after the other in one session. All methods throw when a session is gone. */
public final class Tracer implements AutoCloseable {

  private final Probe probe;
  private final Catalog catalog;
  private final boolean privileged;
  private final List<Observation> seen = new ArrayList<>();
  private Map<Long, Before> before = Map.of();
  private boolean transactional;
  private long horizon;

  /**
   * @param session runs the scripts
   * @param observer another one in the same database
   * @param privileged whether {@link EventTriggers} are installed there
   * @param majorVersion of the server
   */
  public Tracer(Connection session, Connection observer, boolean privileged, int majorVersion)
      throws SQLException {
    this.probe = new Probe(session, privileged, majorVersion);
    this.catalog = new Catalog(observer);
    this.privileged = privileged;
  }

  /**
   * Begins a script. What is committed now is what was there before it.
   *
   * @param withinTransaction whether one transaction is around the whole script
   */
  public void begin(boolean withinTransaction) throws SQLException {
    seen.clear();
    transactional = withinTransaction;
    horizon = catalog.newest();
    before = withinTransaction ? Map.of() : catalog.all();
    probe.begin();
  }

  /** Begins the transaction of a statement that has one of its own. */
  public void beginStatement() throws SQLException {
    probe.begin();
  }

  /**
   * Looks at what a statement that has just run did.
   *
   * @param watched locks that a {@link LockWatch} saw
   */
  public Footprint after(
      SqlStatement statement,
      Duration took,
      long rows,
      List<ServerMessage> said,
      List<WatchedLock> watched)
      throws SQLException {
    Probe.Answer answer = probe.ask(horizon);
    List<HeldRelation> held = new ArrayList<>(answer.held());
    held.addAll(catalog.held(watched));
    Observation observation =
        new Observation(
            statement, took, rows, Reasons.of(said), held, answer.events(), SchemaDiff.NONE);
    seen.add(observation);
    return footprint(answer.events());
  }

  /** Leaves a statement that has just run to a look at a later one of the same transaction. */
  public void pass(SqlStatement statement, Duration took, long rows, List<ServerMessage> said) {
    seen.add(
        new Observation(
            statement, took, rows, Reasons.of(said), List.of(), List.of(), SchemaDiff.NONE));
  }

  private Footprint footprint(List<Event> events) throws SQLException {
    Set<Identity> touched =
        events.stream().flatMap(Event::identities).collect(Collectors.toCollection(HashSet::new));
    boolean unnamed = events.stream().anyMatch(Event.Unnamed.class::isInstance);
    if (unnamed && transactional) {
      touched.addAll(probe.writtenByTransaction());
    }
    return new Footprint(touched, privileged && (transactional || !unnamed));
  }

  /** What was touched since this was asked before, for a script that is not traced. */
  public Footprint since() throws SQLException {
    Probe.Answer answer = probe.ask(0);
    return footprint(answer.events());
  }

  /** Says what the newest statements changed of the schema, in their order. */
  public void changed(List<SchemaDiff> changes) {
    int first = seen.size() - changes.size();
    for (int i = 0; i < changes.size(); i++) {
      seen.set(first + i, seen.get(first + i).with(changes.get(i)));
    }
  }

  /** What was seen since the script began; to be asked before its transaction ends. */
  public List<StatementTrace> end() throws SQLException {
    Map<Long, Before> known = transactional ? catalog.find(held()) : before;
    return Traces.of(seen, known, transactional);
  }

  private Set<Long> held() {
    return seen.stream()
        .flatMap(observation -> observation.held().stream())
        .map(HeldRelation::oid)
        .collect(Collectors.toSet());
  }

  @Override
  public void close() throws SQLException {
    try (probe;
        catalog) {
      seen.clear();
    }
  }
}
