package org.ignition.migration.rehearsal.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.ignition.migration.snapshot.Identity;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.sql.SqlSplitter;
import org.ignition.migration.trace.LockMode;
import org.ignition.migration.trace.Relation;
import org.ignition.migration.trace.StatementTrace;
import org.ignition.migration.trace.StatementTrace.Rewrite.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracesTest {

  private static final Relation USERS = new Relation(1, ObjectKind.TABLE, "public", "users");
  private static final Relation KEY = new Relation(2, ObjectKind.INDEX, "public", "users_pkey");
  private static final Map<Long, Before> BEFORE =
      Map.of(1L, new Before(USERS, 10), 2L, new Before(KEY, 20));

  private static HeldRelation held(long oid, LockMode mode, long file, long scans) {
    return new HeldRelation(oid, mode, OptionalLong.of(file), scans);
  }

  private static Observation seen(List<HeldRelation> held, Event... events) {
    return new Observation(
        SqlSplitter.split("SELECT 1").statements().getFirst(),
        Duration.ofMillis(10),
        0,
        List.of(),
        held,
        List.of(events),
        SchemaDiff.NONE);
  }

  @Test
  void namesLockOnlyWhereItGotStronger() {
    List<StatementTrace> traces =
        Traces.of(
            List.of(
                seen(List.of(held(1, LockMode.SHARE, 10, 0))),
                seen(List.of(held(1, LockMode.SHARE, 10, 0))),
                seen(List.of(held(1, LockMode.ACCESS_EXCLUSIVE, 10, 0)))),
            BEFORE,
            true);
    assertEquals(List.of(1, 0, 1), traces.stream().map(trace -> trace.locks().size()).toList());
    assertEquals(LockMode.ACCESS_EXCLUSIVE, traces.getLast().locks().getFirst().mode());
  }

  @Test
  void leavesOutWhatTheScriptMade() {
    List<StatementTrace> traces =
        Traces.of(List.of(seen(List.of(held(9, LockMode.ACCESS_EXCLUSIVE, 90, 3)))), BEFORE, true);
    assertTrue(traces.getFirst().locks().isEmpty());
    assertTrue(traces.getFirst().scans().isEmpty());
  }

  @Test
  void holdsLocksToTheEndOfTransaction() {
    List<Observation> seen = List.of(seen(List.of()), seen(List.of()), seen(List.of()));
    assertEquals(
        List.of(20L, 10L, 0L),
        Traces.of(seen, BEFORE, true).stream().map(trace -> trace.heldFor().toMillis()).toList());
    assertTrue(Traces.of(seen, BEFORE, false).stream().allMatch(trace -> trace.heldFor().isZero()));
  }

  @Test
  void givesRewriteItsCauseOrNone() {
    List<StatementTrace> traces =
        Traces.of(
            List.of(
                seen(List.of(held(1, LockMode.ACCESS_EXCLUSIVE, 11, 0)), new Event.Rewritten(1, 4)),
                seen(List.of(held(1, LockMode.ACCESS_EXCLUSIVE, 12, 0))),
                seen(List.of(held(1, LockMode.ACCESS_EXCLUSIVE, 12, 0)))),
            BEFORE,
            true);
    assertEquals(
        List.of(Cause.TYPE, Cause.UNSAID),
        traces.stream()
            .flatMap(trace -> trace.rewrites().stream())
            .map(StatementTrace.Rewrite::cause)
            .toList());
  }

  @Test
  void countsScansOfEachStatement() {
    List<StatementTrace> traces =
        Traces.of(
            List.of(
                seen(List.of(held(1, LockMode.SHARE, 10, 2), held(2, LockMode.SHARE, 20, 5))),
                seen(List.of(held(1, LockMode.SHARE, 10, 3)))),
            BEFORE,
            true);
    assertEquals(List.of(new StatementTrace.Scan(USERS, 2)), traces.get(0).scans());
    assertEquals(List.of(new StatementTrace.Scan(USERS, 1)), traces.get(1).scans());
  }

  @Test
  void tellsVictimsFromPartsOfWhatWasDropped() {
    Identity any = new Identity(1259, 5, 0);
    List<StatementTrace> traces =
        Traces.of(
            List.of(
                seen(
                    List.of(),
                    new Event.Gone(any, "table", "public.t", true, false),
                    new Event.Gone(any, "view", "public.v", false, true),
                    new Event.Gone(any, "rule", "\"_RETURN\" on public.v", false, true),
                    new Event.Gone(any, "type", "public.t", false, false))),
            BEFORE,
            true);
    assertEquals(
        List.of(
            new StatementTrace.Dropped("table", "public.t", true),
            new StatementTrace.Dropped("view", "public.v", false)),
        traces.getFirst().dropped());
  }

  @ParameterizedTest
  @CsvSource({"1,PERSISTENCE", "2,DEFAULT", "4,TYPE", "6,TYPE", "8,ACCESS_METHOD", "0,UNSAID"})
  void readsReasonsOfRewrites(int bits, Cause cause) {
    assertEquals(cause, Traces.cause(bits));
  }
}
