package org.ignition.backup.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupManifestJson;
import org.ignition.backup.BackupName;
import org.ignition.backup.BackupStore;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.KeyNotes;
import org.ignition.backup.Pace;
import org.ignition.backup.StoreProblem;
import org.ignition.backup.StoredBackup;

/** The backups of one database in a bucket; see {@link S3Keys} for where. */
public final class S3Store implements BackupStore {

  private static final int LARGEST_MANIFEST = 64 << 20;

  private final S3Settings settings;
  private final S3Keys keys;
  private final StoreProblem problem;
  private final S3Failures failures;
  private final S3Calls calls;

  /**
   * Nothing is asked of the bucket yet.
   *
   * @param environment of the configuration; empty for none
   * @param database whose backups these are
   */
  public S3Store(
      S3Settings settings,
      S3Credentials credentials,
      String environment,
      String database,
      BucketPatience patience) {
    this(settings, credentials, new S3Keys(settings.prefix(), environment, database), patience);
  }

  S3Store(S3Settings settings, S3Credentials credentials, S3Keys keys, BucketPatience patience) {
    this.settings = settings;
    this.keys = keys;
    this.problem = new StoreProblem(name());
    this.failures = new S3Failures(new S3Problem(name(), settings, credentials));
    this.calls = new S3Calls(S3Clients.of(settings, credentials, patience), patience);
  }

  @Override
  public String name() {
    String base = keys.base();
    return "s3://" + settings.bucket() + "/" + base.substring(0, base.length() - 1);
  }

  @Override
  public String whereabouts(StoredBackup backup) {
    return "s3://" + settings.bucket() + "/" + backup.place();
  }

  // --- reading

  @Override
  public List<StoredBackup> list() {
    return failures.told(() -> new Listing(calls, settings.bucket(), keys).read());
  }

  @Override
  public Optional<BackupManifest> manifest(StoredBackup backup) {
    String key = keys.manifest(backup.name());
    return failures
        .told(() ->
            calls.call(
                client -> StoredObject.content(client, settings.bucket(), key, LARGEST_MANIFEST)))
        .map(bytes -> BackupManifestJson.read(bytes, "s3://" + settings.bucket() + "/" + key));
  }

  @Override
  public void fetch(StoredBackup backup, Path to, BackupWatch watch) {
    failures.told(() -> {
      new Retrieval(calls, settings.bucket(), problem, backup).to(to, new Pace(watch));
      return to;
    });
  }

  // --- writing

  @Override
  public StoredBackup put(Path file, BackupManifest manifest, BackupWatch watch) {
    String key = keys.backup(manifest.name(), manifest.label());
    Upload upload = new Upload(calls, settings, problem, manifest, key);
    return failures.told(() -> {
      calls.tidy(client -> new Orphans(settings.bucket(), keys).remove(client, Instant.now()));
      put(file, upload, new Pace(watch));
      return new StoredBackup(
          manifest.name(), manifest.sizeBytes(), Optional.of(manifest.label()), key);
    });
  }

  private void put(Path file, Upload upload, Pace pace) throws IOException, InterruptedException {
    BackupManifest manifest = upload.manifest();
    byte[] json = BackupManifestJson.write(manifest).getBytes(StandardCharsets.UTF_8);
    Reservation reservation =
        new Reservation(
            settings.bucket(), keys.manifest(manifest.name()), UUID.randomUUID().toString());
    try {
      boolean ours =
          calls.call(client -> reservation.take(client, upload.key(), json, settings.encryption()));
      if (!ours) {
        throw problem.taken(manifest.name());
      }
      upload.put(file, pace);
      if (!calls.call(reservation::isOurs)) {
        throw problem.taken(manifest.name());
      }
    } catch (RuntimeException | IOException | InterruptedException e) {
      calls.tidy(reservation::release);
      throw e;
    }
  }

  @Override
  public List<String> delete(Collection<StoredBackup> backups) {
    return failures.told(() -> new Removal(calls, settings.bucket(), keys, name()).remove(backups));
  }

  // --- what stands beside

  @Override
  public List<BackupName> loneManifests(List<StoredBackup> listed, Duration age) {
    return failures.told(() ->
        new Listing(calls, settings.bucket(), keys)
            .loneManifests(listed, Instant.now().minus(age)));
  }

  @Override
  public List<String> deleteManifests(Collection<BackupName> names) {
    return failures.told(
        () -> new Removal(calls, settings.bucket(), keys, name()).removeManifests(names));
  }

  @Override
  public KeyNotes keyNotes() {
    return new S3KeyNotes(name(), settings, keys.keyProofs(), calls, failures);
  }

  /** Asks for a list of one, which names the bucket's region and one's rights where they fail. */
  @Override
  public void requireUsable(long bytes) {
    if (bytes > Piece.LARGEST_OBJECT) {
      throw problem.full("A backup may take up more than the 5 TiB that an object can have");
    }
    failures.told(() -> {
      new Listing(calls, settings.bucket(), keys).probe();
      return keys;
    });
  }

  @Override
  public void close() {
    calls.close();
  }
}
