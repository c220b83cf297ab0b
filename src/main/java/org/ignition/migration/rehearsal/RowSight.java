package org.ignition.migration.rehearsal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ignition.migration.rehearsal.rows.WatchedRows;
import org.ignition.migration.rehearsal.rows.WatchedRows.Table;
import org.ignition.migration.trace.ScriptRun;

/**
 * The rows that an up met, and what became of those that it may have changed.
 *
 * @param generation of the stage that it ran on
 * @param populated tables that held rows before it
 * @param empty tables for which no row could be made
 * @param before what the tables that it locked held
 * @param after what they held after it
 */
record RowSight(
    int generation,
    List<String> populated,
    List<String> empty,
    WatchedRows before,
    WatchedRows after) {

  /** OIDs of the relations that were locked against anything but reading from. */
  static Set<Long> locked(ScriptRun run) {
    return run.statements().stream()
        .flatMap(statement -> statement.locks().stream())
        .map(lock -> lock.relation().oid())
        .collect(Collectors.toSet());
  }

  /** The tables of both, each once. */
  static WatchedRows union(WatchedRows one, WatchedRows other) {
    List<Table> tables = new ArrayList<>(one.tables());
    Set<Long> seen = new HashSet<>();
    one.tables().forEach(table -> seen.add(table.relation().oid()));
    other.tables().stream().filter(table -> seen.add(table.relation().oid())).forEach(tables::add);
    return new WatchedRows(tables, one.unread());
  }
}
