package org.ignition.migration.history;

import java.util.List;
import org.ignition.failure.Problem;
import org.ignition.migration.MigrationSet;

/** Which migrations of a folder a database holds, as far as it can be told. */
public sealed interface Recognition {

  /** What was recognised, and how we know. */
  HistorySource source();

  /**
   * It can be told.
   *
   * @param live what holds now, adopted migrations among it
   * @param unrecorded what is to be {@link MigrationRecorder#stated stated}, in this order and in
   *     one transaction, before anything is applied. An event of kind {@link
   *     HistoryEvent.Kind#APPLIED} needs a row in Flyway's table too where Flyway does not hold the
   *     version, one of kind {@link HistoryEvent.Kind#UNDONE} a row of type {@code DELETE} where it
   *     does
   * @param remarks what a person should know, a sentence each without full stop
   * @param sequences of all versions of the folder and of the history
   */
  record Told(
      HistorySource source,
      LiveHistory live,
      List<HistoryEvent> unrecorded,
      List<String> remarks,
      Sequences sequences)
      implements Recognition {

    /** Copies the lists. */
    public Told {
      unrecorded = List.copyOf(unrecorded);
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * It can't be told, or can't be gone on from.
   *
   * @param problem why, and what to do
   */
  record Refused(HistorySource source, Problem problem) implements Recognition {}

  /**
   * What {@code facts} mean for the migrations of {@code set}.
   *
   * @param baseline what a person said; believed where the database does not tell, refused where it
   *     contradicts what the database tells
   */
  static Recognition of(HistoryFacts facts, MigrationSet set, Baseline baseline) {
    return new Recogniser(facts, set, baseline).recognise();
  }
}
