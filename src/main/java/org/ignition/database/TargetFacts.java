package org.ignition.database;

import java.util.List;

/**
 * What a database says of itself.
 *
 * @param product {@code PostgreSQL} or {@code SQLite}
 * @param majorVersion of the server or library, such as 17 or 3
 * @param version all of it, such as {@code 17.5}
 * @param database its name, or the file's
 * @param user who we are; empty for SQLite
 * @param schema where what is not qualified is made; {@code main} for SQLite
 * @param sizeBytes what it takes up on disk; 0 when that can't be told
 * @param warnings what users should know of it, a sentence each
 */
public record TargetFacts(
    String product,
    int majorVersion,
    String version,
    String database,
    String user,
    String schema,
    long sizeBytes,
    List<String> warnings) {

  /** Keeps its own copy. */
  public TargetFacts {
    warnings = List.copyOf(warnings);
  }

  /** Without warnings. */
  public TargetFacts(
      String product,
      int majorVersion,
      String version,
      String database,
      String user,
      String schema,
      long sizeBytes) {
    this(product, majorVersion, version, database, user, schema, sizeBytes, List.of());
  }
}
