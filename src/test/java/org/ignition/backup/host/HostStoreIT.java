package org.ignition.backup.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ignition.backup.BackupFolder;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupStore;
import org.ignition.backup.BackupStoreContract;
import org.ignition.backup.StoredBackup;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A folder behind a real sshd. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostStoreIT extends BackupStoreContract {

  @RegisterExtension final RunningHost host = new RunningHost(programs());

  @TempDir Path base;

  HostPrograms programs() {
    return HostPrograms.DEBIAN;
  }

  private BackupFolder folder() {
    return new BackupFolder(base.resolve("-rf $(id) it's/größer"));
  }

  @Override
  public BackupStore open(String environment, String database) throws Exception {
    return host.store(folder().path());
  }

  @Override
  public List<String> remains() throws IOException {
    return folder().names();
  }

  @Override
  public void loseBytes(StoredBackup backup) throws IOException {
    Files.delete(folder().file(backup.name()));
  }

  @Override
  public void loseManifest(StoredBackup backup) throws IOException {
    Files.delete(folder().manifest(backup.name()));
  }

  @Override
  public void ageManifests(Duration age) throws IOException {
    ageManifests(folder().path(), age);
  }

  @Override
  public void fill(List<BackupManifest> manifests, byte[] bytes) throws IOException {
    folder().fill(manifests, bytes);
  }
}
