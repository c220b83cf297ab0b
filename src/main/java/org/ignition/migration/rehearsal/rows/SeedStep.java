package org.ignition.migration.rehearsal.rows;

import java.util.List;

/**
 * One row to make, or, for tables that need each other, one in each.
 *
 * @param tables that get it
 * @param after number of the step, 0-based, that must have made a row before; -1 for none
 * @param probe a query that finds a row when none is needed; empty for none
 * @param attempts statements, tried in order until one makes a row
 */
record SeedStep(List<TableShape> tables, int after, String probe, List<String> attempts) {

  /** Copies the lists. */
  SeedStep {
    tables = List.copyOf(tables);
    attempts = attempts.stream().distinct().toList();
  }
}
