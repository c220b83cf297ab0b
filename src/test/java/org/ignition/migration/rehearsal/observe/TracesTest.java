package org.ignition.migration.rehearsal.observe;

import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(traces.stream().map(trace -> trace.locks().size())).containsExactly(1, 0, 1);
    assertThat(traces.getLast().locks().getFirst().mode()).isEqualTo(LockMode.ACCESS_EXCLUSIVE);
  }

  @Test
  void leavesOutWhatTheScriptMade() {
    List<StatementTrace> traces =
        Traces.of(
            List.of(seen(List.of(held(9, LockMode.ACCESS_EXCLUSIVE, 90, 3)))), BEFORE, true);
    assertThat(traces.getFirst().locks()).isEmpty();
    assertThat(traces.getFirst().scans()).isEmpty();
  }

  @Test
  void holdsLocksToTheEndOfTransaction() {
    List<Observation> seen = List.of(seen(List.of()), seen(List.of()), seen(List.of()));
    assertThat(Traces.of(seen, BEFORE, true).stream().map(trace -> trace.heldFor().toMillis()))
        .containsExactly(20L, 10L, 0L);
    assertThat(Traces.of(seen, BEFORE, false)).allMatch(trace -> trace.heldFor().isZero());
  }

  @Test
  void givesRewriteItsCauseOrNone() {
    List<StatementTrace> traces =
        Traces.of(
            List.of(
                seen(
                    List.of(held(1, LockMode.ACCESS_EXCLUSIVE, 11, 0)), new Event.Rewritten(1, 4)),
                seen(List.of(held(1, LockMode.ACCESS_EXCLUSIVE, 12, 0))),
                seen(List.of(held(1, LockMode.ACCESS_EXCLUSIVE, 12, 0)))),
            BEFORE,
            true);
    assertThat(traces.stream().flatMap(trace -> trace.rewrites().stream()))
        .extracting(StatementTrace.Rewrite::cause)
        .containsExactly(Cause.TYPE, Cause.UNSAID);
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
    assertThat(traces.get(0).scans()).containsExactly(new StatementTrace.Scan(USERS, 2));
    assertThat(traces.get(1).scans()).containsExactly(new StatementTrace.Scan(USERS, 1));
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
                    new Event.Gone(any, "type", "public.t", false, false))),
            BEFORE,
            true);
    assertThat(traces.getFirst().dropped())
        .containsExactly(
            new StatementTrace.Dropped("table", "public.t", true),
            new StatementTrace.Dropped("view", "public.v", false));
  }

  @ParameterizedTest
  @CsvSource({"1,PERSISTENCE", "2,DEFAULT", "4,TYPE", "6,TYPE", "8,ACCESS_METHOD", "0,UNSAID"})
  void readsReasonsOfRewrites(int bits, Cause cause) {
    assertThat(Traces.cause(bits)).isEqualTo(cause);
  }
}
