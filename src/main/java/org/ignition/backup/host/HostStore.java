package org.ignition.backup.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupManifestJson;
import org.ignition.backup.BackupName;
import org.ignition.backup.BackupStore;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.KeyNotes;
import org.ignition.backup.Pace;
import org.ignition.backup.StoreProblem;
import org.ignition.backup.StoredBackup;
import org.ignition.backup.file.PrivateFile;
import org.ignition.failure.CancelledException;
import org.ignition.failure.DiskSpace;
import org.ignition.failure.IgnitionException;
import org.ignition.image.Quoted;
import org.ignition.ssh.RemoteEnd;
import org.ignition.ssh.RemoteStreams;
import org.ignition.ssh.SshHost;
import org.ignition.ssh.SshSession;

/**
 * Backups in a folder of a host, flat, each with its manifest beside it, readable by their owner
 * only: the same form as in a folder of this machine.
 */
public final class HostStore implements BackupStore {

  private static final int LONGEST = 200;

  private final HostShell shell;
  private final String name;
  private final HostProblem problem;

  /**
   * Of {@code folder}. Nobody is logged in before that is needed, so that a host that is gone keeps
   * nobody from other stores.
   *
   * @param login used again when its session was lost; the session ends with this store
   * @param folder see {@link HostFolder#of}; made when a backup is put into it
   */
  public HostStore(SshHost host, Supplier<SshSession> login, String folder) {
    this.shell = new HostShell(login, folder);
    this.name = host + ":" + folder;
    this.problem = new HostProblem(name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<StoredBackup> list() {
    String beginning = Integer.toString(BackupManifestJson.LABEL_BYTES);
    return HostList.parse(
        problem.done(shell.ask(HostScript.LIST, beginning)).output(), shell.folder());
  }

  @Override
  public Optional<BackupManifest> manifest(StoredBackup backup) {
    String file = backup.name().manifest();
    HostShell.Answer answer = shell.ask(HostScript.FETCH, file);
    return answer.end().exitCode() == HostProblem.GONE
        ? Optional.empty()
        : Optional.of(BackupManifestJson.read(problem.done(answer).output(), name + "/" + file));
  }

  @Override
  public StoredBackup put(Path file, BackupManifest manifest, BackupWatch watch) {
    CancelledException.throwIfInterrupted();
    BackupName backup = manifest.name();
    try {
      new HostUpload(shell, problem, manifest).put(file, new Pace(watch)::at);
      return new StoredBackup(
          backup, manifest.sizeBytes(), Optional.of(manifest.label()), place(backup));
    } catch (IOException e) {
      throw new StoreProblem(file.toString()).unreadable(String.valueOf(e.getMessage()));
    }
  }

  private String place(BackupName backup) {
    return shell.folder() + "/" + backup;
  }

  @Override
  public void fetch(StoredBackup backup, Path to, BackupWatch watch) {
    StoreProblem there = new StoreProblem(to.toString());
    try (OutputStream output = Channels.newOutputStream(PrivateFile.create(to))) {
      fetch(backup, RemoteStreams.to(output, new Pace(watch)::at), to);
    } catch (IOException e) {
      throw DiskSpace.isExhaustedBy(e)
          ? there.full("The disk is full")
          : there.unwritable(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private void fetch(StoredBackup backup, RemoteStreams streams, Path to) throws IOException {
    try {
      RemoteEnd end = shell.run(HostScript.FETCH, streams, backup.name().toString());
      if (end.exitCode() != 0) {
        throw problem.of(end, backup.name());
      }
    } catch (IOException | IgnitionException e) {
      Files.deleteIfExists(to);
      throw e;
    }
  }

  /** The backups go first: a manifest alone is none. */
  @Override
  public List<String> delete(Collection<StoredBackup> backups) {
    List<String> names = new ArrayList<>();
    backups.forEach(backup -> names.add(backup.name().toString()));
    backups.forEach(backup -> names.add(backup.name().manifest()));
    return names.isEmpty() ? List.of() : left(problem.done(shell.remove(names)));
  }

  private List<String> left(HostShell.Answer answer) {
    String said =
        answer
            .end()
            .errors()
            .lines()
            .findFirst()
            .map(line -> Quoted.line(line, LONGEST))
            .orElse("it is still there");
    return answer
        .text()
        .lines()
        .map(file -> file + " can't be removed from " + name + ": " + said)
        .toList();
  }

  // --- what stands beside

  @Override
  public List<BackupName> loneManifests(List<StoredBackup> listed, Duration age) {
    return problem
        .done(shell.ask(HostScript.LONE, Long.toString(age.toMinutes())))
        .text()
        .lines()
        .flatMap(file -> BackupName.ofManifest(file).stream())
        .sorted()
        .toList();
  }

  @Override
  public List<String> deleteManifests(Collection<BackupName> names) {
    return names.isEmpty()
        ? List.of()
        : left(problem.done(shell.remove(names.stream().map(BackupName::manifest).toList())));
  }

  @Override
  public KeyNotes keyNotes() {
    return new HostKeyNotes(name, shell, problem);
  }

  @Override
  public void requireUsable(long bytes) {
    problem.requireRoom(problem.done(shell.ask(HostScript.USABLE)).text(), bytes);
  }

  @Override
  public void close() {
    shell.close();
  }
}
