package org.ignition.execute;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.ignition.backup.Backup;
import org.ignition.backup.BackupContents;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupName;
import org.ignition.backup.BackupOrder;
import org.ignition.backup.BackupStore;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.ContentsComparison;
import org.ignition.backup.RestoreTarget;
import org.ignition.backup.RestoreVerdict;
import org.ignition.backup.StoredBackup;
import org.ignition.backup.transit.BackupProof;
import org.ignition.backup.transit.IncomingBackup;
import org.ignition.backup.transit.OutgoingBackup;
import org.ignition.failure.CancelledException;
import org.ignition.failure.DefectException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.PartialException;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;
import org.ignition.plan.BackupStep;
import org.ignition.plan.LossConsent;
import org.ignition.plan.Plan;
import org.jspecify.annotations.Nullable;

/** Carries out a plan of `backup`. */
public final class BackupExecutor implements AutoCloseable {

  private static final int LONGEST = 200;

  private final BackupPorts ports;
  private final PlanRun<BackupStep> run;
  private final List<StoredBackup> removed = new ArrayList<>();

  private @Nullable OutgoingBackup outgoing;
  private @Nullable IncomingBackup incoming;
  private BackupStep.Need need = BackupStep.Need.ASKED;
  private boolean warned;
  private Optional<Backup> taken = Optional.empty();
  private Optional<RestoreVerdict> verdict = Optional.empty();
  private OptionalLong schemaVersion = OptionalLong.empty();

  /**
   * @param ports what steps act on
   * @param listener hears how it goes on
   * @param clock tells durations
   */
  public BackupExecutor(BackupPorts ports, StepListener listener, Clock clock) {
    this.ports = ports;
    this.run = new PlanRun<>(listener, clock);
  }

  /** What happened so far; complete once {@link #run} has ended, in whichever way. */
  public Journal journal() {
    return run.journal();
  }

  /** The backup that was taken and is kept somewhere by now. */
  public Optional<Backup> taken() {
    return taken;
  }

  /** What came of restoring a backup on a server of our own, if that was done. */
  public Optional<RestoreVerdict> verdict() {
    return verdict;
  }

  /** The schema's version after a database was restored; empty when it was not, or has none. */
  public OptionalLong schemaVersion() {
    return schemaVersion;
  }

  /** Whether it went on though a copy was not good, or the present state was not backed up. */
  public boolean warned() {
    return warned;
  }

  /** What was removed by now. */
  public List<StoredBackup> removed() {
    return List.copyOf(removed);
  }

  /**
   * Carries out {@code plan}.
   *
   * @throws IgnitionException when a step fails; a partial one when a backup was stored or removed,
   *     or the database was replaced before
   */
  public void run(Plan<BackupStep> plan) {
    if (plan.steps().stream().anyMatch(BackupStep::restoresWhatIsFetched)) {
      ports.manifest().ifPresent(ports.proof()::begin);
    }
    run.carryOut(plan, this::perform);
  }

  private String perform(BackupStep step) {
    return switch (step) {
      case BackupStep.Taking taking -> take(taking);
      case BackupStep.FetchBackup fetch -> fetch(fetch);
      case BackupStep.DecryptBackup _ -> decrypt();
      case BackupStep.VerifyBackup(BackupOrder.Proof proof, String _) -> verify(proof);
      case BackupStep.RestoreDatabase _ -> restore();
      case BackupStep.CompareDatabase(boolean foreign, String _) -> compare(foreign);
      case BackupStep.RemoveBackups(String store, List<BackupStep.Removal> backups, String _) ->
          remove(store, backups.stream().map(BackupStep.Removal::backup).toList());
      case BackupStep.RemoveManifests(String store, List<BackupName> lone, String _) ->
          gone(store, lone.size(), "manifests", ports.store(store).deleteManifests(lone));
    };
  }

  // --- a backup that is taken

  /** What need not be taken is given up where it fails; the rest of its steps with it. */
  private String take(BackupStep.Taking step) {
    if (step instanceof BackupStep.WriteBackup write) {
      need = write.need();
    } else if (outgoing == null && need == BackupStep.Need.IF_POSSIBLE) {
      throw new GivenUp("left out, as nothing was written");
    }
    try {
      return taking(step);
    } catch (CancelledException | DefectException e) {
      throw e;
    } catch (IgnitionException e) {
      throw switch (need) {
        case ASKED -> e;
        case BEFORE_LOSS -> LossConsent.missing(e);
        case IF_POSSIBLE -> givenUp(step, e.problem());
      };
    }
  }

  /** Nothing is kept of what can't be read, is not the database, or is not encrypted. */
  private GivenUp givenUp(BackupStep.Taking step, Problem why) {
    if (!(step instanceof BackupStep.StoreBackup) && outgoing != null) {
      outgoing.close();
      outgoing = null;
    }
    warn("It goes on though this failed: " + step.title() + ". " + why.what() + ". " + why.why());
    return new GivenUp(Quoted.line(why.what(), LONGEST));
  }

  private void warn(String what) {
    warned = true;
    ports.watch().warned(what);
  }

  private String taking(BackupStep.Taking step) {
    return switch (step) {
      case BackupStep.WriteBackup write -> write(write);
      case BackupStep.ProveBackup _ -> told(outgoing().prove());
      case BackupStep.EncryptBackup _ -> encrypt();
      case BackupStep.StoreBackup(String store, String _) -> store(store);
    };
  }

  private String write(BackupStep.WriteBackup step) {
    OutgoingBackup begun =
        ports
            .taker()
            .orElseThrow()
            .begin(new BackupOrder(step.kind(), step.reason(), BackupOrder.Proof.LIST));
    outgoing = begun;
    begun.write();
    return "";
  }

  private String encrypt() {
    outgoing().encrypt();
    return "";
  }

  private String store(String name) {
    BackupStore store = ports.store(name);
    StoredBackup stored = outgoing().store(store);
    taken = Optional.of(outgoing().backup());
    return store.whereabouts(stored) + ", " + size(stored.sizeBytes());
  }

  // --- a backup that is asked for

  private String fetch(BackupStep.FetchBackup step) {
    CopySearch search = new CopySearch(ports);
    IncomingBackup found = search.first(step);
    incoming = found;
    warned |= search.warned();
    return size(found.sizeBytes());
  }

  private String decrypt() {
    incoming().decrypt(ports.identities());
    return "";
  }

  private String verify(BackupOrder.Proof proof) {
    return switch (proof) {
      case LIST -> {
        ports.proof().requireReadable(incoming().file(), manifest());
        yield "it can be read";
      }
      case RESTORE -> {
        RestoreVerdict found = ports.proof().prove(incoming().file(), manifest());
        verdict = Optional.of(found);
        refuseDifferences(found);
        yield told(found);
      }
    };
  }

  private static void refuseDifferences(RestoreVerdict verdict) {
    if (verdict instanceof RestoreVerdict.Different(List<String> differences)) {
      throw new PolicyException(
          Problem.of(
              ErrorCode.RESTORED_DIFFERS,
              "What the backup restores is not what its manifest says",
              differences(differences),
              "Do not rely on it: use another one, and report the differences"));
    }
  }

  // --- a backup that is put back

  private String restore() {
    boolean lost = need == BackupStep.Need.IF_POSSIBLE && taken.isEmpty();
    if (lost) {
      target()
          .restoreKeeping(incoming().file(), heeding())
          .ifPresent(where -> warn("What was there before is kept as " + where));
    } else {
      target().restore(incoming().file(), heeding());
    }
    schemaVersion = target().schemaVersion();
    return schemaVersion.isPresent() ? "the schema is at " + schemaVersion.getAsLong() : "";
  }

  /** What could not be put back is a reason to look. */
  private BackupWatch heeding() {
    return new HeedingWatch(ports.watch(), this::warn);
  }

  private String compare(boolean foreign) {
    BackupContents expected = manifest().contents().orElseThrow();
    RestoreVerdict found =
        ContentsComparison.of(foreign ? expected.withoutText() : expected, target().contents());
    verdict = Optional.of(found);
    if (found instanceof RestoreVerdict.Different(List<String> differences)) {
      throw new RemoteException(
          Problem.of(
              ErrorCode.RESTORED_DIFFERS,
              "The database is restored, and is not what the backup's manifest says",
              differences(differences),
              "Where an application is running, it may have written since; else report it"));
    }
    return told(found);
  }

  // --- backups that go

  private String remove(String store, List<StoredBackup> going) {
    String done = gone(store, going.size(), "backups", ports.store(store).delete(going));
    removed.addAll(going);
    return done;
  }

  private static String gone(String store, int count, String what, List<String> failures) {
    if (failures.isEmpty()) {
      return "";
    }
    RemoteException refused =
        new RemoteException(
            Problem.of(
                ErrorCode.BACKUP_STORE_REFUSED,
                "%d of %d %s could not be removed from %s"
                    .formatted(failures.size(), count, what, store),
                differences(failures),
                "Give the right to remove them, then run again"));
    throw failures.size() < count ? new PartialException(refused) : refused;
  }

  // --- words

  private static String told(RestoreVerdict verdict) {
    return switch (verdict) {
      case RestoreVerdict.Equal(int tables, long rows) ->
          String.format(Locale.ROOT, "equal: %,d tables, %,d rows", tables, rows);
      case RestoreVerdict.Undecided(String why) -> "undecided: " + Quoted.line(why, LONGEST);
      case RestoreVerdict.Different(List<String> differences) -> differences(differences);
    };
  }

  private static String differences(List<String> differences) {
    return Quoted.line(String.join("; ", differences), 3 * LONGEST);
  }

  private static String size(long bytes) {
    return String.format(Locale.ROOT, "%,d bytes", bytes);
  }

  // --- what earlier steps left

  private OutgoingBackup outgoing() {
    return there(outgoing);
  }

  private IncomingBackup incoming() {
    return there(incoming);
  }

  private BackupManifest manifest() {
    return ports.manifest().orElseThrow();
  }

  private RestoreTarget target() {
    return ports.target().orElseThrow();
  }

  private static <T> T there(@Nullable T made) {
    if (made == null) {
      throw new IllegalStateException("the plan lacks a step");
    }
    return made;
  }

  /** Removes what lies about of the backups, and ends a server that none was restored on. */
  @Override
  public void close() {
    try (BackupProof _ = ports.proof()) {
      if (outgoing != null) {
        outgoing.close();
      }
      if (incoming != null) {
        incoming.close();
      }
    }
  }
}
