package org.ignition.backup.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupManifestJson;
import org.ignition.backup.BackupStore;
import org.ignition.backup.BackupStoreContract;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.StoredBackup;
import org.ignition.image.Digest;
import org.ignition.testing.FaultProxy;
import org.ignition.testing.S3Proxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket of a service that knows what S3 knows keeps what every place promises, and more. */
class S3StoreIT extends BackupStoreContract {

  private static final int LARGE = (40 << 20) + 12345;

  @TempDir private static Path data;

  private static S3Proxy service;
  private static int buckets;

  private Bucket bucket;

  @BeforeAll
  static void startService() throws Exception {
    service = S3Proxy.over(data);
  }

  @AfterAll
  static void endService() throws Exception {
    service.close();
  }

  @BeforeEach
  void makeBucket() {
    bucket = new Bucket(service.address(), "shop-backups-" + ++buckets);
    bucket.create();
  }

  @Override
  public BackupStore open(String environment, String database) {
    return bucket.store(environment, database);
  }

  @Override
  public List<String> remains() {
    return bucket.remains();
  }

  @Override
  public void loseBytes(StoredBackup backup) {
    bucket.delete(backup.place());
  }

  @Override
  public void loseManifest(StoredBackup backup) {
    bucket.delete(keys().manifest(backup.name()));
  }

  /** Its objects are files. */
  @Override
  public void ageManifests(Duration age) throws Exception {
    ageManifests(data.resolve(bucket.name()), age);
  }

  @Override
  public void fill(List<BackupManifest> manifests, byte[] bytes) throws Exception {
    for (BackupManifest manifest : manifests) {
      write(keys().backup(manifest.name(), manifest.label()), bytes);
      write(
          keys().manifest(manifest.name()),
          BackupManifestJson.write(manifest).getBytes(StandardCharsets.UTF_8));
    }
  }

  private void write(String key, byte[] bytes) throws Exception {
    Path file = data.resolve(bucket.name()).resolve(key);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private S3Keys keys() {
    return new S3Keys(
        bucket.settings().prefix(),
        BackupFixture.LABEL.environment(),
        BackupFixture.LABEL.database());
  }

  @Test
  void keepsALargeBackupInPieces() throws Exception {
    byte[] bytes = BackupFixture.bytes(LARGE, 7);
    BackupManifest manifest =
        BackupFixture.manifest(BackupFixture.name(0), BackupFixture.LABEL, bytes);
    try (FaultProxy proxy = FaultProxy.before(service.address());
        BackupStore store = new Bucket(proxy.registry(), bucket.name()).store()) {
      StoredBackup stored = store.put(file(bytes), manifest, BackupWatch.NONE);
      assertEquals(
          3, proxy.requests().stream().filter(r -> r.target().contains("partNumber=")).count());
      assertEquals(
          List.of(),
          proxy.requests().stream()
              .filter(r -> r.method().equals("GET") && !r.target().contains("uploads"))
              .toList());
      Path to = work.resolve("to");
      store.fetch(stored, to, BackupWatch.NONE);
      assertArrayEquals(bytes, Files.readAllBytes(to));
      assertEquals(List.of(stored), store.list());
    }
  }

  @Test
  void storesEachKindAsItsClassSays() throws Exception {
    S3Settings settings =
        bucket.settings(
            new S3Encryption.OfBucket(), Map.of(BackupKind.PRE_MIGRATION, "STANDARD_IA"));
    byte[] bytes = {1, 2, 3};
    BackupManifest manifest =
        BackupFixture.manifest(BackupFixture.name(0), BackupFixture.LABEL, bytes);
    try (S3Store store = Bucket.store(settings, Bucket.KEYS);
        S3Client client = bucket.client()) {
      StoredBackup stored = store.put(file(bytes), manifest, BackupWatch.NONE);
      assertEquals(
          "STANDARD_IA",
          client
              .headObject(request -> request.bucket(bucket.name()).key(stored.place()))
              .storageClassAsString());
    }
  }

  @Test
  void seesNothingOfOthers() throws Exception {
    try (BackupStore store = open()) {
      StoredBackup ours = store.put(file(new byte[] {1}), one(0), BackupWatch.NONE);
      write(keys().backups() + "readme.txt", new byte[] {1});
      write(keys().backups() + "daily/schema-1/none/other.dump", new byte[] {1});
      write(keys().backups() + "daily/schema-01/none/backup_20260115_104500.dump", new byte[] {1});
      write(keys().backups() + "hourly/schema-1/none/backup_20260115_104500.dump", new byte[] {1});
      write(keys().base() + "backup_20260115_104500.dump", new byte[] {1});
      assertEquals(List.of(ours), store.list());
      store.delete(store.list());
      assertEquals(5, remains().size());
    }
  }

  private static BackupManifest one(long seconds) {
    return BackupFixture.manifest(BackupFixture.name(seconds), BackupFixture.LABEL, new byte[] {1});
  }

  @Test
  void listsAndPrunesTenThousandInTwelveRequests() throws Exception {
    List<BackupManifest> manifests = LongStream.range(0, 10_000).mapToObj(S3StoreIT::one).toList();
    fill(manifests, new byte[] {1});
    try (FaultProxy proxy = FaultProxy.before(service.address());
        BackupStore store = new Bucket(proxy.registry(), bucket.name()).store()) {
      List<StoredBackup> listed = store.list();
      assertEquals(10_000, listed.size());
      assertEquals(List.of(), store.delete(listed.subList(9_000, 10_000)));
      assertEquals(12, proxy.requests().size());
    }
    try (Stream<Path> files = Files.walk(data.resolve(bucket.name()))) {
      assertEquals(18_000, files.filter(Files::isRegularFile).count());
    }
  }

  /** As if the service were AWS's own, which is told and says SHA-256. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void asksAwsForSha256(boolean confirmed) throws Exception {
    byte[] bytes = BackupFixture.bytes(1000, 7);
    BackupManifest manifest =
        BackupFixture.manifest(BackupFixture.name(0), BackupFixture.LABEL, bytes);
    String sha256 = Base64.getEncoder().encodeToString(Digest.sha256().digest(bytes));
    try (FaultProxy proxy = FaultProxy.before(service.address())) {
      System.setProperty("aws.endpointUrlS3", "http://" + proxy.registry());
      if (confirmed) {
        proxy.on("PUT", ".*\\.dump").always().header("x-amz-checksum-sha256", sha256);
      }
      try (BackupStore store = Bucket.store(ofAws(), Bucket.KEYS)) {
        store.put(file(bytes), manifest, BackupWatch.NONE);
      }
      FaultProxy.Seen put =
          proxy.requests().stream()
              .filter(r -> r.method().equals("PUT") && r.target().endsWith(".dump"))
              .findAny()
              .orElseThrow();
      assertEquals(Optional.of(sha256), put.headers().first("x-amz-checksum-sha256"));
      assertEquals(
          confirmed,
          proxy.requests().stream()
              .noneMatch(r -> r.method().equals("GET") && r.target().endsWith(".dump")));
    } finally {
      System.clearProperty("aws.endpointUrlS3");
    }
  }

  @Test
  void sendsPiecesToAwsWithSha256() throws Exception {
    byte[] bytes = BackupFixture.bytes(LARGE, 7);
    BackupManifest manifest =
        BackupFixture.manifest(BackupFixture.name(0), BackupFixture.LABEL, bytes);
    System.setProperty("aws.endpointUrlS3", "http://" + service.address());
    try (BackupStore store = Bucket.store(ofAws(), Bucket.KEYS)) {
      StoredBackup stored = store.put(file(bytes), manifest, BackupWatch.NONE);
      Path to = work.resolve("to");
      store.fetch(stored, to, BackupWatch.NONE);
      assertArrayEquals(bytes, Files.readAllBytes(to));
    } finally {
      System.clearProperty("aws.endpointUrlS3");
    }
  }

  private S3Settings ofAws() {
    S3Settings settings = bucket.settings();
    return new S3Settings(
        settings.bucket(),
        settings.prefix(),
        settings.region(),
        Optional.empty(),
        true,
        settings.encryption(),
        settings.storageClasses(),
        Optional.empty());
  }
}
