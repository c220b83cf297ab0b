package org.ignition.backup.host;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.LongConsumer;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupManifestJson;
import org.ignition.backup.BackupName;
import org.ignition.failure.IgnitionException;
import org.ignition.image.Digest;
import org.ignition.ssh.RemoteEnd;
import org.ignition.ssh.RemoteStreams;

/**
 * Puts one backup into a folder of a host. Two files arrive under names that nobody else has, are
 * compared there, and get their own names only then, the manifest first.
 */
final class HostUpload {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SUFFIX = 12;

  private final HostShell shell;
  private final HostProblem problem;
  private final BackupManifest manifest;
  private final byte[] document;
  private final String backupPart;
  private final String manifestPart;

  HostUpload(HostShell shell, HostProblem problem, BackupManifest manifest) {
    this.shell = shell;
    this.problem = problem;
    this.manifest = manifest;
    this.document = BackupManifestJson.write(manifest).getBytes(StandardCharsets.UTF_8);
    // Not called as files of this machine are: of those a lock tells whether they are alive.
    String ending = "." + suffix() + ".arriving";
    this.backupPart = "." + name() + ending;
    this.manifestPart = "." + name().manifest() + ending;
  }

  private static String suffix() {
    return RANDOM
        .ints(SUFFIX, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private BackupName name() {
    return manifest.name();
  }

  /**
   * Does it.
   *
   * @param moved is told how many bytes of the file went so far
   * @throws IOException when the file can't be read
   */
  void put(Path file, LongConsumer moved) throws IOException {
    HostShell.Answer begun = shell.ask(HostScript.BEGIN, name().toString());
    requireDone(begun.end());
    problem.requireRoom(begun.text(), manifest.sizeBytes());
    try {
      send(new ByteArrayInputStream(document), manifestPart, _ -> {});
      try (InputStream content = Files.newInputStream(file)) {
        send(content, backupPart, moved);
      }
      finish();
    } catch (IOException | IgnitionException e) {
      clearAway();
      throw e;
    }
  }

  private void send(InputStream content, String part, LongConsumer moved) throws IOException {
    requireDone(shell.run(HostScript.RECEIVE, RemoteStreams.from(content, moved), part));
  }

  private void finish() {
    requireDone(
        shell
            .ask(
                HostScript.FINISH,
                name().toString(),
                backupPart,
                manifestPart,
                manifest.sha256().hex(),
                Digest.of(document).hex())
            .end());
  }

  private void requireDone(RemoteEnd end) {
    if (end.exitCode() != 0) {
      throw problem.of(end, name());
    }
  }

  /** Also when this thread was interrupted, if the host can be reached at all. */
  private void clearAway() {
    boolean interrupted = Thread.interrupted();
    try {
      shell.remove(List.of(backupPart, manifestPart));
    } catch (IgnitionException e) {
      // A later run clears it away.
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
