package org.ignition.migration.history;

import java.util.List;

/** What holds of one version now. */
sealed interface Standing {

  /** What the companion table should say besides, so that it says what holds. */
  default List<HistoryEvent> unrecorded() {
    return List.of();
  }

  /** What a person should know; none or one. */
  default List<String> remarks() {
    return List.of();
  }

  /** It has taken effect, and the companion table says so. */
  record Applied(AppliedMigration migration) implements Standing {}

  /** It has taken effect, which only Flyway says. */
  record Adopted(AppliedMigration migration, HistoryEvent event) implements Standing {
    @Override
    public List<HistoryEvent> unrecorded() {
      return List.of(event);
    }
  }

  /** It was left halfway. */
  record Left(Unfinished migration) implements Standing {}

  /** It has no effect. */
  record Absent() implements Standing {}

  /** It has no effect any more, which the companion table does not say. */
  record Withdrawn(HistoryEvent event) implements Standing {
    @Override
    public List<HistoryEvent> unrecorded() {
      return List.of(event);
    }

    @Override
    public List<String> remarks() {
      return List.of(event.migration().label() + ": " + event.remark());
    }
  }
}
