package org.ignition.execute;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ignition.backup.BackupContents;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupOrder;
import org.ignition.backup.ContentsComparison;
import org.ignition.backup.RestoreTarget;
import org.ignition.backup.RestoreVerdict;
import org.ignition.backup.transit.BackupProof;
import org.ignition.backup.transit.IncomingBackup;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.plan.BackupStep;

/** The backup that is meant: brought here, opened, proved, put back. Each says what to remark. */
final class ChosenBackup implements AutoCloseable {

  private final BackupPorts ports;
  private Optional<IncomingBackup> incoming = Optional.empty();
  private Optional<RestoreVerdict> verdict = Optional.empty();
  private OptionalLong schemaVersion = OptionalLong.empty();

  ChosenBackup(BackupPorts ports) {
    this.ports = ports;
  }

  /** What came of restoring it, if that was looked at. */
  Optional<RestoreVerdict> verdict() {
    return verdict;
  }

  /** The schema's version after it was put back; empty when it was not, or has none. */
  OptionalLong schemaVersion() {
    return schemaVersion;
  }

  /** Begins to prove it before it is there, as a server takes a while to start. */
  void begin() {
    ports.manifest().ifPresent(ports.proof()::begin);
  }

  String fetch(BackupStep.FetchBackup step) {
    IncomingBackup found = new CopySearch(ports).first(step);
    incoming = Optional.of(found);
    return BackupRemarks.size(found.sizeBytes());
  }

  String decrypt() {
    incoming().decrypt(ports.identities());
    return "";
  }

  // --- proved

  String verify(BackupOrder.Proof proof) {
    return switch (proof) {
      case LIST -> {
        ports.proof().requireReadable(incoming().file(), manifest());
        yield "it can be read";
      }
      case RESTORE -> {
        RestoreVerdict found = ports.proof().prove(incoming().file(), manifest());
        verdict = Optional.of(found);
        refuseDifferences(found);
        yield BackupRemarks.of(found);
      }
    };
  }

  private static void refuseDifferences(RestoreVerdict verdict) {
    if (verdict instanceof RestoreVerdict.Different(List<String> differences)) {
      throw new PolicyException(
          Problem.of(
              ErrorCode.RESTORED_DIFFERS,
              "What the backup restores is not what its manifest says",
              BackupRemarks.all(differences),
              "Do not rely on it: use another one, and report the differences"));
    }
  }

  // --- put back

  String restore() {
    target().restore(incoming().file(), ports.watch());
    return restored();
  }

  /** Keeps what was there before, which no backup has. */
  String restoreKeeping() {
    target()
        .restoreKeeping(incoming().file(), ports.watch())
        .ifPresent(where -> ports.watch().warned("What was there before is kept as " + where));
    return restored();
  }

  private String restored() {
    schemaVersion = target().schemaVersion();
    return schemaVersion.isPresent() ? "the schema is at " + schemaVersion.getAsLong() : "";
  }

  /**
   * Looks whether the database is what the manifest says.
   *
   * @param foreign see {@link BackupStep.CompareDatabase}
   */
  String compare(boolean foreign) {
    BackupContents expected = manifest().contents().orElseThrow();
    RestoreVerdict found =
        ContentsComparison.of(foreign ? expected.withoutText() : expected, target().contents());
    verdict = Optional.of(found);
    if (found instanceof RestoreVerdict.Different(List<String> differences)) {
      throw new RemoteException(
          Problem.of(
              ErrorCode.RESTORED_DIFFERS,
              "The database is restored, and is not what the backup's manifest says",
              BackupRemarks.all(differences),
              "Where an application is running, it may have written since; else report it"));
    }
    return BackupRemarks.of(found);
  }

  // --- what a plan has where it has these steps

  private IncomingBackup incoming() {
    return incoming.orElseThrow();
  }

  private BackupManifest manifest() {
    return ports.manifest().orElseThrow();
  }

  private RestoreTarget target() {
    return ports.target().orElseThrow();
  }

  /** Removes what lies about of it, and ends a server that it was not restored on. */
  @Override
  public void close() {
    try (BackupProof _ = ports.proof()) {
      incoming.ifPresent(IncomingBackup::close);
    }
  }
}
