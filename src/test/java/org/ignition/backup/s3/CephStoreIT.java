package org.ignition.backup.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupStore;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.StoredBackup;
import org.ignition.failure.PolicyException;
import org.ignition.testing.CephGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** A service that passes over some of what S3 knows is a place for backups all the same. */
class CephStoreIT {

  private static final byte[] SMALL = BackupFixture.bytes(100_000, 1);
  private static final byte[] LARGE = BackupFixture.bytes(16 << 20, 2);

  private static CephGateway service;
  private static int buckets;

  @TempDir private Path work;

  private Bucket bucket;

  @BeforeAll
  static void startService() throws Exception {
    service = CephGateway.start();
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

  private static BackupManifest manifest(long seconds, byte[] bytes) {
    return BackupFixture.manifest(BackupFixture.name(seconds), BackupFixture.LABEL, bytes);
  }

  private StoredBackup put(BackupStore store, long seconds, byte[] bytes) throws Exception {
    Path file = Files.write(work.resolve("file"), bytes);
    return store.put(file, manifest(seconds, bytes), BackupWatch.NONE);
  }

  private byte[] fetched(BackupStore store, StoredBackup backup) throws Exception {
    Path to = work.resolve("to " + backup.name());
    store.fetch(backup, to, BackupWatch.NONE);
    return Files.readAllBytes(to);
  }

  @Test
  void keepsAndRemovesBackups() throws Exception {
    try (BackupStore store = bucket.store()) {
      store.requireUsable(SMALL.length);
      StoredBackup small = put(store, 0, SMALL);
      StoredBackup large = put(store, 1, LARGE);
      assertEquals(List.of(large, small), store.list());
      assertEquals(Optional.of(manifest(1, LARGE)), store.manifest(large));
      assertArrayEquals(SMALL, fetched(store, small));
      assertArrayEquals(LARGE, fetched(store, large));
      assertEquals(List.of(), store.delete(List.of(small, large)));
      assertEquals(List.of(), bucket.remains());
    }
  }

  @Test
  void overwritesNothing() throws Exception {
    try (BackupStore store = bucket.store()) {
      StoredBackup stored = put(store, 0, SMALL);
      assertThrows(PolicyException.class, () -> put(store, 0, LARGE));
      assertArrayEquals(SMALL, fetched(store, stored));
    }
  }

  @Test
  void hasTheServiceEncrypt() throws Exception {
    S3Encryption encryption = new S3Encryption.Kms(Optional.of(CephGateway.KMS_KEY));
    try (S3Store store = Bucket.store(bucket.settings(encryption, Map.of()), Bucket.KEYS);
        S3Client client = bucket.client()) {
      StoredBackup stored = put(store, 0, SMALL);
      for (String key : bucket.remains()) {
        assertEquals(
            CephGateway.KMS_KEY,
            client.headObject(r -> r.bucket(bucket.name()).key(key)).ssekmsKeyId());
      }
      assertArrayEquals(SMALL, fetched(store, stored));
    }
  }
}
