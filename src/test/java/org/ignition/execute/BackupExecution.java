package org.ignition.execute;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.FakeSource;
import org.ignition.backup.FakeTarget;
import org.ignition.backup.MemoryStore;
import org.ignition.backup.RestoreVerdict;
import org.ignition.backup.age.TestKeys;
import org.ignition.backup.local.Staging;
import org.ignition.backup.transit.BackupProof;
import org.ignition.backup.transit.BackupTaker;
import org.ignition.backup.transit.Origin;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.plan.BackupStep;
import org.ignition.plan.Plan;
import org.ignition.testing.SilentListener;
import org.junit.jupiter.api.io.TempDir;

/** Carries out steps of `backup`: a database of three rows, and two places that keep it. */
abstract class BackupExecution {

  static final BackupStep WRITE = write(BackupStep.Need.ASKED);
  static final BackupStep PROVE = new BackupStep.ProveBackup("why");
  static final BackupStep ENCRYPT = new BackupStep.EncryptBackup("why");
  static final BackupStep LOCAL = new BackupStep.StoreBackup("folder", "why");
  static final BackupStep REMOTE = new BackupStep.StoreBackup("bucket", "why");
  static final BackupStep DECRYPT = new BackupStep.DecryptBackup("why");
  static final BackupStep RESTORE =
      new BackupStep.RestoreDatabase(BackupFixture.name(0), "shop", "why");

  @TempDir Path folder;

  final FakeSource source = new FakeSource();
  final FakeTarget target = new FakeTarget();
  final MemoryStore local = new MemoryStore("folder");
  final MemoryStore remote = new MemoryStore("bucket");
  RestoreVerdict verdict = new RestoreVerdict.Equal(1, 3);
  Optional<BackupManifest> manifest = Optional.empty();
  final TestKeys keys = madeKeys();
  final List<String> proofs = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();
  final BackupWatch watch =
      new BackupWatch() {
        @Override
        public void written(long bytes, Duration since) {
          // Nobody looks.
        }

        @Override
        public void warned(String what) {
          warnings.add(what);
        }
      };

  BackupExecutor executor = executor(new Staging(Path.of("nowhere")));

  private static TestKeys madeKeys() {
    try {
      return TestKeys.make();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has X25519", e);
    }
  }

  private BackupExecutor executor(Staging staging) {
    BackupTaker taker =
        new BackupTaker(
            new BackupTaker.Means(
                source,
                staging,
                keys.recipients(),
                new Origin("production", "acme/shop", BackupManifest.By.UNKNOWN, "1.0.0"),
                Clock.fixed(BackupFixture.BEGUN, ZoneOffset.UTC),
                BackupWatch.NONE),
            List.of(local, remote));
    return new BackupExecutor(
        new BackupPorts(
            List.of(local, remote),
            staging,
            watch,
            Optional.of(taker),
            manifest,
            keys.identities(),
            new FakeProof(),
            Optional.of(target)),
        new SilentListener(),
        Clock.systemUTC());
  }

  private final class FakeProof implements BackupProof {
    @Override
    public void begin(BackupManifest of) {
      proofs.add("begin " + of.name());
    }

    @Override
    public void requireReadable(Path file, BackupManifest of) {
      assertTrue(Files.exists(file));
    }

    @Override
    public RestoreVerdict prove(Path file, BackupManifest of) {
      proofs.add("prove");
      return verdict;
    }

    @Override
    public void close() {
      proofs.add("close");
    }
  }

  final void run(BackupStep... steps) {
    BackupExecutor running = executor(new Staging(folder));
    executor = running;
    try (running) {
      running.run(new Plan<>("backup", List.of(steps), List.of()));
    }
  }

  final List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".gitignore"))
          .toList();
    }
  }

  final String remark(int step) {
    return executor.journal().entries().get(step).remark();
  }

  static BackupStep write(BackupStep.Need need) {
    return new BackupStep.WriteBackup(BackupKind.DAILY, need, "why");
  }

  static RemoteException failure(ErrorCode code) {
    return new RemoteException(Problem.of(code, "it failed", "", ""));
  }
}
