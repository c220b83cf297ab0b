package org.ignition.migration.history;

import java.util.Locale;

/** How a database came to hold what an event says. */
public enum Origin {
  /** This tool ran it. */
  IGNITION,
  /** This tool ran it in the first run on a new database, of which more was to come. */
  FIRST_RUN,
  /** Flyway ran it without this tool. */
  FLYWAY,
  /** A table of golang-migrate names its version or a later one. */
  GOLANG_MIGRATE,
  /** A table of sqlx names it. */
  SQLX,
  /** A table {@code schema_migrations} names it, kept by hand, by dbmate or by the application. */
  TABLE,
  /** A person said that the database is at its version or a later one. */
  BASELINE,
  /** A person said so after it was left unfinished. */
  REPAIR;

  /** Whether a script of this tool's did it. */
  boolean isRun() {
    return this == IGNITION || this == FIRST_RUN;
  }

  /** As the companion table and users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
