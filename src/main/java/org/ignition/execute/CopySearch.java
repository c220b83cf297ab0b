package org.ignition.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.transit.IncomingBackup;
import org.ignition.failure.CancelledException;
import org.ignition.failure.DefectException;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.Problem;
import org.ignition.plan.BackupStep;

/** Brings the first copy of a backup here that can be fetched and is what its manifest says. */
public final class CopySearch {

  private final BackupPorts ports;
  private final List<String> failures = new ArrayList<>();

  /** Among the copies that the places of {@code ports} have. */
  public CopySearch(BackupPorts ports) {
    this.ports = ports;
  }

  /**
   * Tries one after the other.
   *
   * @throws IgnitionException the last one's failure, which names the others, when none is good
   */
  public IncomingBackup first(BackupStep.FetchBackup step) {
    Optional<BackupManifest> manifest = step.compared() ? ports.manifest() : Optional.empty();
    BackupStep.FetchBackup.Copy last = step.copies().getLast();
    for (BackupStep.FetchBackup.Copy copy : step.copies().subList(0, step.copies().size() - 1)) {
      try {
        return bring(copy, manifest);
      } catch (CancelledException | DefectException e) {
        throw e;
      } catch (IgnitionException e) {
        passOver(copy, e.problem());
      }
    }
    try {
      return bring(last, manifest);
    } catch (IgnitionException e) {
      throw failures.isEmpty() ? e : e.retold(naming(last, e.problem()));
    }
  }

  private IncomingBackup bring(
      BackupStep.FetchBackup.Copy copy, Optional<BackupManifest> manifest) {
    IncomingBackup incoming = new IncomingBackup(ports.staging(), copy.backup());
    try {
      incoming.fetch(ports.store(copy.store()), ports.watch());
      manifest.ifPresent(incoming::compare);
      return incoming;
    } catch (RuntimeException e) {
      incoming.close();
      throw e;
    }
  }

  private void passOver(BackupStep.FetchBackup.Copy copy, Problem problem) {
    failures.add(told(copy, problem));
    ports.watch().warned("The copy in " + told(copy, problem) + ". The next copy is tried");
  }

  private static String told(BackupStep.FetchBackup.Copy copy, Problem problem) {
    String why = problem.why().isEmpty() ? "" : ". " + problem.why();
    return copy.store() + " is not used: " + problem.what() + why;
  }

  private Problem naming(BackupStep.FetchBackup.Copy last, Problem problem) {
    return new Problem(
        problem.code(),
        problem.what(),
        problem.why()
            + " (in "
            + last.store()
            + "). No other copy is good either: "
            + String.join("; ", failures),
        problem.advice(),
        problem.at());
  }
}
