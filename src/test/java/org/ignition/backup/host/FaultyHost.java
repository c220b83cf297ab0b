package org.ignition.backup.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.BackupFolder;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupStore;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.StoredBackup;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.testing.Sshd;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A folder behind a real sshd of its own, and what the tests of faults ask it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaultyHost {

  static final byte[] BYTES = {1, 2, 3};
  static final BackupManifest MANIFEST = manifest(BYTES);

  @RegisterExtension final RunningHost host = new RunningHost(programs());

  @TempDir Path base;
  @TempDir Path work;

  HostPrograms programs() {
    return HostPrograms.DEBIAN;
  }

  static BackupManifest manifest(byte[] bytes) {
    return BackupFixture.manifest(BackupFixture.name(0), BackupFixture.LABEL, bytes);
  }

  final Path folder() {
    return base.resolve("back ups/größer");
  }

  final List<String> remains() throws IOException {
    return new BackupFolder(folder()).names();
  }

  final Path file(byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile(work, "file", ""), bytes);
  }

  final HostStore store() throws Exception {
    return host.store(folder());
  }

  static HostStore store(Sshd sshd, Path folder) throws Exception {
    return HostPrograms.store(sshd, sshd.port(), folder.toString());
  }

  static StoredBackup put(BackupStore store, Path file, BackupManifest manifest) {
    return store.put(file, manifest, BackupWatch.NONE);
  }

  static void assertFails(ErrorCode code, Executable what) {
    IgnitionException failure = assertThrows(IgnitionException.class, what);
    assertEquals(code, failure.code(), failure::getMessage);
  }
}
