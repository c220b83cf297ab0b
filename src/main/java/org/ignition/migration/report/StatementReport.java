package org.ignition.migration.report;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ignition.migration.trace.LockMode;
import org.ignition.migration.trace.StatementTrace;
import org.ignition.migration.trace.StatementTrace.Dropped;
import org.ignition.migration.trace.StatementTrace.Rewrite.Cause;

/**
 * What one statement was observed to do.
 *
 * @param line in its file, 1-based
 * @param column in its line, 1-based
 * @param text the statement, at most {@value #LONGEST_TEXT} characters of it
 * @param locks taken on what was there before the file
 * @param rewrites relations that were written anew
 * @param scans relations that were read from end to end
 * @param dropped what went, CASCADE's victims included
 * @param reasons what the server said about it
 * @param took how long it ran, in whole milliseconds
 * @param heldFor how long its locks were held after its end, in whole milliseconds
 * @param rows that it inserted, updated or deleted
 */
public record StatementReport(
    int line,
    int column,
    String text,
    List<Lock> locks,
    List<Rewrite> rewrites,
    List<Scan> scans,
    List<Dropped> dropped,
    List<String> reasons,
    Duration took,
    Duration heldFor,
    long rows) {

  /** The most of a statement's text that is kept, in UTF-16 code units. */
  public static final int LONGEST_TEXT = 500;

  /** Copies the lists. */
  public StatementReport {
    locks = List.copyOf(locks);
    rewrites = List.copyOf(rewrites);
    scans = List.copyOf(scans);
    dropped = List.copyOf(dropped);
    reasons = List.copyOf(reasons);
    took = took.truncatedTo(ChronoUnit.MILLIS);
    heldFor = heldFor.truncatedTo(ChronoUnit.MILLIS);
  }

  /** A lock on a relation, qualified. */
  public record Lock(String relation, LockMode mode) {}

  /** A relation, qualified, that was written anew. */
  public record Rewrite(String relation, Cause cause) {}

  /** A relation, qualified, that was read from end to end so many times. */
  public record Scan(String relation, long times) {}

  /** What {@code trace} shows. */
  public static StatementReport of(StatementTrace trace) {
    return new StatementReport(
        trace.statement().at().line(),
        trace.statement().at().column(),
        Shortened.to(trace.statement().text(), LONGEST_TEXT),
        trace.locks().stream().map(l -> new Lock(l.relation().toString(), l.mode())).toList(),
        trace.rewrites().stream()
            .map(r -> new Rewrite(r.relation().toString(), r.cause()))
            .toList(),
        trace.scans().stream().map(s -> new Scan(s.relation().toString(), s.times())).toList(),
        trace.dropped(),
        trace.reasons(),
        trace.took(),
        trace.heldFor(),
        trace.rows());
  }

  /** The lock that stands most in others' way. */
  public Optional<Lock> strongestLock() {
    return locks.stream().max(Comparator.comparing(Lock::mode));
  }
}
