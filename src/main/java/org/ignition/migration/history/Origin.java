package org.ignition.migration.history;

import java.util.Locale;

/** How a database came to hold what an event says. */
public enum Origin {
  /** This tool ran it. */
  IGNITION,
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

  /** As the companion table and users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
