package org.ignition.plan;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.ignition.backup.BackupOrder;
import org.ignition.failure.Problem;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.history.HistoryEvent;
import org.ignition.migration.history.LiveHistory;
import org.ignition.migration.history.PendingMigration;
import org.ignition.migration.history.Sequences;

/**
 * All that decides what `migrate` does.
 *
 * @param database which, as users would recognise it
 * @param live what is applied, with what is to be adopted
 * @param sequences the integer of each version, of the folder and of the history
 * @param recognised how that is known, one sentence without a full stop
 * @param adopted what took effect before this tool came and is not written down yet
 * @param files the versions that the folder holds
 * @param pending what the folder holds and the database does not, in ascending order
 * @param classifiedBy where the assessment of each pending migration is from, by label
 * @param disagreements what keeps files and database from belonging together, worst first
 * @param prepared whether our tables are there
 * @param view whether {@code schema_migrations} will be a view of ours that is still to be made
 * @param holdsTables whether there is anything that a backup could save
 * @param firstRunEnd what ends the first run where nothing more is to be applied; empty unless that
 *     run was cut short, so that no version of the application can run yet
 * @param checksIntegrity whether the database is a file that nobody else looks after
 * @param backup how a backup can be taken
 * @param undoing what undoing each applied migration would cost, by sequence, as far as it was
 *     looked at
 * @param onData what the pending migrations did on a copy of the data
 * @param remarks what the user should know in any case
 */
public record MigrateFacts(
    String database,
    LiveHistory live,
    Sequences sequences,
    String recognised,
    List<HistoryEvent> adopted,
    NavigableSet<MigrationVersion> files,
    List<PendingMigration> pending,
    Map<String, String> classifiedBy,
    List<Problem> disagreements,
    boolean prepared,
    boolean view,
    boolean holdsTables,
    Optional<HistoryEvent> firstRunEnd,
    boolean checksIntegrity,
    BackupMeans backup,
    Map<Long, UndoCost> undoing,
    OnData onData,
    List<String> remarks) {

  /** Copies the collections. */
  public MigrateFacts {
    adopted = List.copyOf(adopted);
    files = Collections.unmodifiableNavigableSet(new TreeSet<>(files));
    pending = List.copyOf(pending);
    classifiedBy = Map.copyOf(classifiedBy);
    disagreements = List.copyOf(disagreements);
    undoing = Map.copyOf(undoing);
    remarks = List.copyOf(remarks);
  }

  /** The same where no backup can be taken, because of {@code problem}. */
  public MigrateFacts withoutBackup(Problem problem) {
    return new MigrateFacts(
        database,
        live,
        sequences,
        recognised,
        adopted,
        files,
        pending,
        classifiedBy,
        disagreements,
        prepared,
        view,
        holdsTables,
        firstRunEnd,
        checksIntegrity,
        new BackupMeans(Optional.of(problem), backup.proof()),
        undoing,
        onData,
        remarks);
  }

  /**
   * How a backup can be taken.
   *
   * @param problem why none can; empty when one can
   * @param proof how far it is proved, where the configuration says so
   */
  public record BackupMeans(Optional<Problem> problem, Optional<BackupOrder.Proof> proof) {}

  /**
   * What undoing a migration would cost on this database now.
   *
   * @param losses rows and values that would go, or may, a line each
   * @param certain whether that is known; where it is not and nothing is named, anything may go
   * @param remarks such as that the release holds another script than was stored
   */
  public record UndoCost(List<String> losses, boolean certain, List<String> remarks) {

    /** Nothing goes. */
    public static final UndoCost NOTHING = new UndoCost(List.of(), true, List.of());

    /** Nobody looked. */
    public static final UndoCost UNKNOWN = new UndoCost(List.of(), false, List.of());

    /** Copies the lists. */
    public UndoCost {
      losses = List.copyOf(losses);
      remarks = List.copyOf(remarks);
    }

    /**
     * What goes, or may, a line each.
     *
     * @param label of the migration
     */
    List<String> described(String label) {
      return certain || !losses.isEmpty()
          ? losses
          : List.of("what " + label + " holds, which can't be told");
    }
  }
}
