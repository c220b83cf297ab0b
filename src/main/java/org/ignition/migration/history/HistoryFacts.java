package org.ignition.migration.history;

import java.util.List;
import java.util.Optional;

/**
 * What a database says of its own history, read in a few round trips and believed by nobody yet.
 *
 * @param schema that holds our tables or will, not quoted; {@code main} for SQLite
 * @param flyway the rows of Flyway's table in order of rank; empty when there is no such table
 * @param events the rows of the companion table in order of id; empty when there is no such table
 * @param versionTable what {@code schema_migrations} is
 * @param foreign tables of other tools
 * @param userTables how many tables there are besides all of those
 * @param someTables the names of the first few of them, qualified
 */
public record HistoryFacts(
    String schema,
    Optional<List<FlywayRow>> flyway,
    Optional<List<HistoryEvent>> events,
    VersionTable versionTable,
    List<ForeignHistory> foreign,
    long userTables,
    List<String> someTables) {

  /** Copies the lists. */
  public HistoryFacts {
    flyway = flyway.map(List::copyOf);
    events = events.map(List::copyOf);
    foreign = List.copyOf(foreign);
    someTables = List.copyOf(someTables);
  }

  /**
   * Whether the first run on this database, when it was new, did not come to its end: of that run's
   * rows all but the last say that more was to come. What people said since changes nothing of it.
   */
  public boolean isFirstRunCut() {
    return events.orElse(List.of()).stream()
        .filter(event -> event.kind() != HistoryEvent.Kind.UNDONE)
        .map(HistoryEvent::origin)
        .filter(origin -> origin != Origin.REPAIR)
        .reduce((_, last) -> last)
        .filter(last -> last == Origin.FIRST_RUN)
        .isPresent();
  }
}
