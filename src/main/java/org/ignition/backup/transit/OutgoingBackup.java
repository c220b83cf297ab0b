package org.ignition.backup.transit;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.backup.Backup;
import org.ignition.backup.BackupDestination;
import org.ignition.backup.BackupLabel;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupName;
import org.ignition.backup.BackupOrder;
import org.ignition.backup.RestoreVerdict;
import org.ignition.backup.SourceFacts;
import org.ignition.backup.StoredBackup;
import org.ignition.backup.age.AgeFile;
import org.ignition.backup.file.FileDigest;
import org.ignition.backup.local.StagedFile;
import org.ignition.failure.PolicyException;
import org.jspecify.annotations.Nullable;

/**
 * A backup that is being taken: written, proved, encrypted, stored, in this order. Nothing of it
 * has a backup's name before a store has it whole.
 */
public final class OutgoingBackup implements AutoCloseable {

  /** Another run of the same second has the name; it takes the next one. */
  private static final int NAMES_TRIED = 60;

  private final BackupTaker.Means means;
  private final BackupOrder order;
  private final TransitProblem problem;
  private final Instant created;
  private final long began = System.nanoTime();
  private final List<StagedFile> files = new ArrayList<>();
  private final List<String> places = new ArrayList<>();

  private @Nullable SourceFacts facts;
  private @Nullable BackupManifest manifest;
  private Optional<String> unproved = Optional.empty();
  private Optional<Path> moved = Optional.empty();

  OutgoingBackup(BackupTaker.Means means, BackupOrder order) {
    this.means = means;
    this.order = order;
    this.created = means.clock().instant();
    this.problem = new TransitProblem(means.source().name());
  }

  /** Writes the database as it is now to a file, which can be read again. */
  public void write() {
    Path file = begin(new BackupName(created, means.source().format(), false));
    facts = means.source().writeTo(file, means.watch());
  }

  /**
   * Restores the file on a server of our own and compares.
   *
   * @return what came of it
   * @throws org.ignition.failure.RemoteException when it holds something else than the database
   */
  public RestoreVerdict prove() {
    RestoreVerdict verdict = means.source().prove(file(), facts());
    unproved =
        switch (verdict) {
          case RestoreVerdict.Equal _ -> Optional.empty();
          case RestoreVerdict.Undecided(String why) -> Optional.of(why);
          case RestoreVerdict.Different(List<String> differences) ->
              throw problem.differs(differences);
        };
    return verdict;
  }

  /** Encrypts the file; what was there before is gone. */
  public void encrypt() {
    StagedFile plain = files.getLast();
    AgeFile.encrypt(plain.path(), begin(plain.name().withEncryption(true)), means.recipients());
    files.removeFirst().close();
  }

  /** Has {@code store} keep it. */
  public StoredBackup store(BackupDestination store) {
    BackupManifest written = manifest();
    for (int attempt = 1; ; attempt++) {
      try {
        StoredBackup stored = store.put(file(), written, means.watch());
        manifest = written;
        places.add(store.whereabouts(stored));
        follow(stored);
        return stored;
      } catch (PolicyException e) {
        if (!places.isEmpty() || attempt == NAMES_TRIED) {
          throw e;
        }
        written = renamed(written, written.name().andLater().skip(1).findFirst().orElseThrow());
      }
    }
  }

  /** A folder of this machine moves the file, from where the next place gets it then. */
  private void follow(StoredBackup stored) {
    if (!Files.exists(file())) {
      moved = Optional.of(Path.of(stored.place()));
    }
  }

  /** What was stored. */
  public Backup backup() {
    return new Backup(manifest(), places, unproved);
  }

  private Path begin(BackupName name) {
    StagedFile file = means.staging().reserve(name);
    files.add(file);
    return file.path();
  }

  private Path file() {
    return moved.orElseGet(() -> files.getLast().path());
  }

  private SourceFacts facts() {
    SourceFacts written = facts;
    if (written == null) {
      throw new IllegalStateException("nothing was written yet");
    }
    return written;
  }

  private BackupManifest manifest() {
    BackupManifest known = manifest;
    if (known != null) {
      return known;
    }
    try {
      BackupManifest made = describe();
      manifest = made;
      return made;
    } catch (InterruptedException | ClosedByInterruptException e) {
      throw problem.cancelled(e);
    } catch (IOException e) {
      throw problem.unreadable(file(), e);
    }
  }

  private BackupManifest describe() throws IOException, InterruptedException {
    SourceFacts of = facts();
    Path file = file();
    Origin origin = means.origin();
    return new BackupManifest(
        files.getLast().name(),
        new BackupLabel(
            origin.environment(), of.database(), order.kind(), of.schemaVersion(), of.release()),
        origin.application(),
        order.reason(),
        of.product(),
        of.serverVersion(),
        created,
        Duration.ofNanos(System.nanoTime() - began),
        Files.size(file),
        FileDigest.of(file),
        of.contents(),
        files.getLast().name().encrypted() ? means.recipients().keys() : List.of(),
        origin.by(),
        origin.toolVersion());
  }

  private static BackupManifest renamed(BackupManifest manifest, BackupName name) {
    return new BackupManifest(
        name,
        manifest.label(),
        manifest.application(),
        manifest.reason(),
        manifest.product(),
        manifest.serverVersion(),
        manifest.created(),
        manifest.took(),
        manifest.sizeBytes(),
        manifest.sha256(),
        manifest.contents(),
        manifest.recipients(),
        manifest.by(),
        manifest.toolVersion());
  }

  @Override
  public void close() {
    files.forEach(StagedFile::close);
  }
}
