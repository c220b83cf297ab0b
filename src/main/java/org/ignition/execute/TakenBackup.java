package org.ignition.execute;

import java.util.Optional;
import org.ignition.backup.Backup;
import org.ignition.backup.BackupDestination;
import org.ignition.backup.BackupOrder;
import org.ignition.backup.StoredBackup;
import org.ignition.backup.transit.OutgoingBackup;
import org.ignition.failure.CancelledException;
import org.ignition.failure.DefectException;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.Problem;
import org.ignition.plan.BackupStep;
import org.ignition.plan.LossConsent;

/** The backup that a plan takes. What need not be taken is given up where it fails. */
final class TakenBackup implements AutoCloseable {

  private final BackupPorts ports;
  private Optional<OutgoingBackup> outgoing = Optional.empty();
  private BackupStep.Need need = BackupStep.Need.ASKED;
  private Optional<Backup> kept = Optional.empty();

  TakenBackup(BackupPorts ports) {
    this.ports = ports;
  }

  /** What is kept somewhere by now. */
  Optional<Backup> kept() {
    return kept;
  }

  /** Whether there is none, and the plan goes on. */
  boolean isGivenUp() {
    return need == BackupStep.Need.IF_POSSIBLE && kept.isEmpty();
  }

  /**
   * Does what a step says; the rest of its steps go with one that fails.
   *
   * @return what is worth remarking
   * @throws GivenUp when it failed and need not be
   */
  String perform(BackupStep.Taking step) {
    if (step instanceof BackupStep.WriteBackup write) {
      need = write.need();
    } else if (outgoing.isEmpty() && need == BackupStep.Need.IF_POSSIBLE) {
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
    if (!(step instanceof BackupStep.StoreBackup)) {
      close();
      outgoing = Optional.empty();
    }
    ports
        .watch()
        .warned(
            "It goes on though this failed: "
                + step.title()
                + ". "
                + why.what()
                + ". "
                + why.why());
    return new GivenUp(BackupRemarks.line(why.what()));
  }

  private String taking(BackupStep.Taking step) {
    return switch (step) {
      case BackupStep.WriteBackup write -> write(write);
      case BackupStep.ProveBackup _ -> BackupRemarks.of(outgoing.orElseThrow().prove());
      case BackupStep.EncryptBackup _ -> encrypt();
      case BackupStep.StoreBackup(String store, String _) -> store(ports.store(store));
    };
  }

  private String write(BackupStep.WriteBackup step) {
    OutgoingBackup begun =
        ports
            .taker()
            .orElseThrow()
            .begin(new BackupOrder(step.kind(), step.reason(), BackupOrder.Proof.LIST));
    outgoing = Optional.of(begun);
    begun.write();
    return "";
  }

  private String encrypt() {
    outgoing.orElseThrow().encrypt();
    return "";
  }

  private String store(BackupDestination store) {
    StoredBackup stored = outgoing.orElseThrow().store(store);
    kept = Optional.of(outgoing.orElseThrow().backup());
    return store.whereabouts(stored) + ", " + BackupRemarks.size(stored.sizeBytes());
  }

  /** Removes what lies about of it. */
  @Override
  public void close() {
    outgoing.ifPresent(OutgoingBackup::close);
  }
}
