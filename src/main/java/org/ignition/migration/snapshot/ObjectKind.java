package org.ignition.migration.snapshot;

import java.util.Locale;

/** What a schema consists of. */
public enum ObjectKind {
  SCHEMA,
  EXTENSION,
  TABLE,
  FOREIGN_TABLE,
  VIEW,
  MATERIALIZED_VIEW,
  SEQUENCE,
  COLUMN,
  CONSTRAINT,
  INDEX,
  TRIGGER,
  POLICY,
  RULE,
  STATISTICS,
  FUNCTION,
  PROCEDURE,
  AGGREGATE,
  ENUM,
  DOMAIN,
  COMPOSITE_TYPE,
  RANGE_TYPE,
  BASE_TYPE,
  COLLATION,
  CAST,
  OPERATOR,
  OPERATOR_CLASS,
  TEXT_SEARCH,
  EVENT_TRIGGER,
  PUBLICATION,
  FOREIGN_DATA_WRAPPER,
  FOREIGN_SERVER,
  DEFAULT_PRIVILEGES;

  /** In words. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
