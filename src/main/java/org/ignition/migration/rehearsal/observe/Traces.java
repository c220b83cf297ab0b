package org.ignition.migration.rehearsal.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.trace.LockMode;
import org.ignition.migration.trace.StatementTrace;
import org.ignition.migration.trace.StatementTrace.Dropped;
import org.ignition.migration.trace.StatementTrace.Lock;
import org.ignition.migration.trace.StatementTrace.Rewrite;
import org.ignition.migration.trace.StatementTrace.Scan;

/** Turns what was seen after each statement into what each statement did. */
final class Traces {

  private final Map<Long, Before> before;
  private final boolean transactional;
  private final Map<Long, LockMode> locked = new HashMap<>();
  private final Map<Long, Long> files = new HashMap<>();
  private final Map<Long, Long> scanned = new HashMap<>();

  private Traces(Map<Long, Before> before, boolean transactional) {
    this.before = before;
    this.transactional = transactional;
  }

  /**
   * @param seen in order
   * @param before what was there before the script, by OID
   * @param transactional whether locks are held to the end of the script
   */
  static List<StatementTrace> of(
      List<Observation> seen, Map<Long, Before> before, boolean transactional) {
    return new Traces(before, transactional).of(seen);
  }

  private List<StatementTrace> of(List<Observation> seen) {
    List<Duration> held = heldFor(seen);
    List<StatementTrace> traces = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      traces.add(trace(seen.get(i), held.get(i)));
    }
    return traces;
  }

  private List<Duration> heldFor(List<Observation> seen) {
    List<Duration> durations = new ArrayList<>();
    Duration rest = Duration.ZERO;
    for (Observation observation : seen.reversed()) {
      durations.add(rest);
      rest = transactional ? rest.plus(observation.took()) : rest;
    }
    Collections.reverse(durations);
    return durations;
  }

  private StatementTrace trace(Observation seen, Duration heldFor) {
    if (!transactional) {
      locked.clear();
      scanned.clear();
    }
    List<HeldRelation> held =
        seen.held().stream().filter(relation -> before.containsKey(relation.oid())).toList();
    return new StatementTrace(
        seen.statement(),
        held.stream().flatMap(this::lock).toList(),
        held.stream().flatMap(relation -> rewrite(relation, seen.events())).toList(),
        held.stream().flatMap(this::scan).toList(),
        seen.reasons(),
        seen.events().stream().flatMap(Traces::dropped).toList(),
        seen.changes(),
        seen.took(),
        heldFor,
        seen.rows());
  }

  private Stream<Lock> lock(HeldRelation held) {
    LockMode earlier = locked.get(held.oid());
    if (earlier != null && earlier.compareTo(held.strongest()) >= 0) {
      return Stream.empty();
    }
    locked.put(held.oid(), held.strongest());
    return Stream.of(new Lock(at(held).relation(), held.strongest()));
  }

  private Stream<Rewrite> rewrite(HeldRelation held, List<Event> events) {
    if (held.file().isEmpty()) {
      return Stream.empty();
    }
    long now = held.file().getAsLong();
    Long earlier = files.put(held.oid(), now);
    long was = earlier == null ? at(held).file() : earlier;
    return was == now
        ? Stream.empty()
        : Stream.of(new Rewrite(at(held).relation(), cause(held.oid(), events)));
  }

  private static Rewrite.Cause cause(long oid, List<Event> events) {
    return events.stream()
        .filter(event -> event instanceof Event.Rewritten rewritten && rewritten.oid() == oid)
        .map(event -> cause(((Event.Rewritten) event).reason()))
        .findFirst()
        .orElse(Rewrite.Cause.UNSAID);
  }

  /** The bits of {@code pg_event_trigger_table_rewrite_reason()}; the costliest reason first. */
  static Rewrite.Cause cause(int reason) {
    if ((reason & 4) != 0) {
      return Rewrite.Cause.TYPE;
    }
    if ((reason & 2) != 0) {
      return Rewrite.Cause.DEFAULT;
    }
    if ((reason & 1) != 0) {
      return Rewrite.Cause.PERSISTENCE;
    }
    return (reason & 8) != 0 ? Rewrite.Cause.ACCESS_METHOD : Rewrite.Cause.UNSAID;
  }

  private Stream<Scan> scan(HeldRelation held) {
    if (at(held).relation().kind() == ObjectKind.INDEX) {
      return Stream.empty();
    }
    Long earlier = scanned.put(held.oid(), held.scans());
    long times = held.scans() - (earlier == null ? 0 : earlier);
    return times > 0 ? Stream.of(new Scan(at(held).relation(), times)) : Stream.empty();
  }

  private Before at(HeldRelation held) {
    return Objects.requireNonNull(before.get(held.oid()));
  }

  private static Stream<Dropped> dropped(Event event) {
    return event instanceof Event.Gone gone
            && (gone.original() || (gone.normal() && !isViewItself(gone)))
        ? Stream.of(new Dropped(gone.type(), gone.name(), gone.original()))
        : Stream.empty();
  }

  /** A view's query is a rule, which until 15 is told as if it only depended on the view. */
  private static boolean isViewItself(Event.Gone gone) {
    return gone.type().equals("rule") && gone.name().startsWith("\"_RETURN\" on ");
  }
}
