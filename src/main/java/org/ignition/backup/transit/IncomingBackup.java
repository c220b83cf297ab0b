package org.ignition.backup.transit;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupName;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.StoredBackup;
import org.ignition.backup.StoredBackups;
import org.ignition.backup.age.AgeFile;
import org.ignition.backup.age.Identities;
import org.ignition.backup.file.FileDigest;
import org.ignition.backup.local.StagedFile;
import org.ignition.backup.local.Staging;
import org.ignition.image.Digest;

/** A backup that was asked for: fetched, compared with its manifest, decrypted, in this order. */
public final class IncomingBackup implements AutoCloseable {

  private final Staging staging;
  private final StoredBackup backup;
  private final TransitProblem problem;
  private final List<StagedFile> files = new ArrayList<>();

  /**
   * Of {@code backup}, which is not here yet.
   *
   * @param staging where it is put
   */
  public IncomingBackup(Staging staging, StoredBackup backup) {
    this.staging = staging;
    this.backup = backup;
    this.problem = new TransitProblem(backup.name().toString());
  }

  /** Brings it here from {@code store}. */
  public void fetch(StoredBackups store, BackupWatch watch) {
    Path file = begin(backup.name());
    try {
      Files.delete(file); // A store makes its own.
    } catch (IOException e) {
      throw problem.unreadable(file, e);
    }
    store.fetch(backup, file, watch);
  }

  /**
   * Makes sure that it is the file that was stored.
   *
   * @throws org.ignition.failure.PolicyException when it is not
   */
  public void compare(BackupManifest manifest) {
    try {
      long size = Files.size(file());
      if (size != manifest.sizeBytes()) {
        throw problem.altered(size + " bytes, not " + manifest.sizeBytes());
      }
      Digest digest = FileDigest.of(file());
      if (!digest.equals(manifest.sha256())) {
        throw problem.altered(digest + ", not " + manifest.sha256());
      }
    } catch (InterruptedException | ClosedByInterruptException e) {
      throw problem.cancelled(e);
    } catch (IOException e) {
      throw problem.unreadable(file(), e);
    }
  }

  /** Opens it; what was encrypted is gone. */
  public void decrypt(Identities identities) {
    AgeFile.decrypt(file(), begin(backup.name().withEncryption(false)), identities);
    files.removeFirst().close();
  }

  /** As its store listed it. */
  public long sizeBytes() {
    return backup.sizeBytes();
  }

  /** Where it is now. */
  public Path file() {
    return files.getLast().path();
  }

  private Path begin(BackupName name) {
    StagedFile file = staging.reserve(name);
    files.add(file);
    return file.path();
  }

  @Override
  public void close() {
    files.forEach(StagedFile::close);
  }
}
