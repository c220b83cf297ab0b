package org.ignition.migration.snapshot;

import java.util.Locale;

/** What is compared of an object besides its name. Absent means that it has none. */
public enum Attribute {
  /** Type of a column, domain or sequence, as {@code format_type} writes it. */
  TYPE,
  /** {@code true} when a column refuses NULL. */
  NOT_NULL,
  /** Default expression. */
  DEFAULT,
  /** {@code always} or {@code by default}. */
  IDENTITY,
  /** {@code stored} or {@code virtual}; the expression is in {@link #DEFAULT}. */
  GENERATED,
  COLLATION,
  STORAGE,
  COMPRESSION,
  STATISTICS_TARGET,
  /** The whole definition, as {@code pg_get_…def} writes it. */
  DEFINITION,
  /**
   * Constraint: {@code check}, {@code foreign key}, {@code primary key}, {@code unique}, {@code
   * exclusion}, {@code not null}.
   */
  CONSTRAINT_KIND,
  /** Foreign key: the referenced table, qualified. */
  REFERENCES,
  /** Columns, separated by a comma. */
  COLUMNS,
  /** {@code false} for NOT VALID constraints and INVALID indexes. */
  VALID,
  /** {@code false} for NOT ENFORCED constraints. */
  ENFORCED,
  UNIQUE,
  /** Whether a table is clustered on an index. */
  CLUSTERED,
  REPLICA_IDENTITY,
  /** {@code permanent}, {@code unlogged} or {@code temporary}. */
  PERSISTENCE,
  ACCESS_METHOD,
  TABLESPACE,
  OPTIONS,
  ROW_SECURITY,
  FORCE_ROW_SECURITY,
  PARTITION_KEY,
  PARTITION_BOUND,
  /** Tables inherited from, or the partitioned table. */
  INHERITS,
  /**
   * Trigger, rule, event trigger: {@code origin}, {@code disabled}, {@code replica}, {@code
   * always}.
   */
  ENABLED,
  /** Labels of an enum in their order. */
  LABELS,
  /** Function: {@code immutable}, {@code stable} or {@code volatile}. */
  VOLATILITY,
  OWNED_BY,
  OWNER,
  PRIVILEGES,
  COMMENT,
  VERSION;

  /** In words. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
