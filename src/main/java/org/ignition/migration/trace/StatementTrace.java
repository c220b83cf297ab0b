package org.ignition.migration.trace;

import java.time.Duration;
import java.util.List;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.sql.SqlStatement;

/**
 * What the server was observed to do for one statement.
 *
 * @param statement which
 * @param locks the strongest lock that this statement took on each relation that was there before
 *     the file and on which nothing as strong was held; without ACCESS SHARE
 * @param rewrites relations that got another file on disk
 * @param scans relations that were read from end to end
 * @param reasons what the server itself said at level DEBUG1, such as {@code verifying table "x"}
 * @param dropped objects that went, CASCADE's victims included
 * @param changes what the schema looks like after it, objects matched by identity
 * @param took how long it ran, without waiting for anybody
 * @param heldFor from the end of the statement to the end of the file's transaction, while its
 *     locks are held
 * @param rows that it inserted, updated or deleted
 */
public record StatementTrace(
    SqlStatement statement,
    List<Lock> locks,
    List<Rewrite> rewrites,
    List<Scan> scans,
    List<String> reasons,
    List<Dropped> dropped,
    SchemaDiff changes,
    Duration took,
    Duration heldFor,
    long rows) {

  /** Copies the lists. */
  public StatementTrace {
    locks = List.copyOf(locks);
    rewrites = List.copyOf(rewrites);
    scans = List.copyOf(scans);
    reasons = List.copyOf(reasons);
    dropped = List.copyOf(dropped);
  }

  /** A lock on a relation. */
  public record Lock(Relation relation, LockMode mode) {}

  /** A relation was written anew. */
  public record Rewrite(Relation relation, Cause cause) {

    /** Why; the first four are those of {@code pg_event_trigger_table_rewrite_reason()}. */
    public enum Cause {
      PERSISTENCE,
      DEFAULT,
      TYPE,
      ACCESS_METHOD,
      /** No event trigger fired, but the file on disk is another: CLUSTER, TRUNCATE and others. */
      UNSAID
    }
  }

  /**
   * A relation was read from end to end.
   *
   * @param times how often
   */
  public record Scan(Relation relation, long times) {}

  /**
   * An object went; {@code pg_event_trigger_dropped_objects()}.
   *
   * @param type such as {@code table column}
   * @param identity its qualified name
   * @param named whether the statement named it, else it went along
   */
  public record Dropped(String type, String identity, boolean named) {}
}
