package org.ignition.backup.s3;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupStore;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.StoredBackup;
import org.ignition.failure.IgnitionException;
import org.ignition.testing.FaultProxy;
import org.ignition.testing.S3Proxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A bucket of a real service behind a proxy that does damage, empty before each test. */
abstract class BehindProxy {

  static final byte[] SMALL = BackupFixture.bytes(100_000, 1);
  static final byte[] LARGE = BackupFixture.bytes((34 << 20) + 1, 2);
  static final String PARTS = ".*partNumber=.*";
  static final String BACKUP = ".*\\.dump";

  @TempDir private static Path data;

  static S3Proxy service;
  private static int buckets;

  @TempDir Path work;

  Bucket direct;
  FaultProxy proxy;
  Bucket bucket;
  BackupStore store;

  @BeforeAll
  static void startService() throws Exception {
    service = S3Proxy.over(data);
  }

  @AfterAll
  static void endService() throws Exception {
    service.close();
  }

  @BeforeEach
  void open() throws Exception {
    direct = new Bucket(service.address(), "shop-backups-" + ++buckets);
    direct.create();
    proxy = FaultProxy.before(service.address());
    bucket = new Bucket(proxy.registry(), direct.name());
    store = bucket.store();
  }

  @AfterEach
  void close() throws Exception {
    store.close();
    proxy.close();
  }

  static BackupManifest manifest(byte[] bytes) {
    return BackupFixture.manifest(BackupFixture.name(0), BackupFixture.LABEL, bytes);
  }

  StoredBackup put(byte[] bytes) throws IOException {
    Path file = Files.write(work.resolve("file"), bytes);
    return store.put(file, manifest(bytes), BackupWatch.NONE);
  }

  byte[] fetched(StoredBackup backup) throws IOException {
    Path to = work.resolve("to");
    store.fetch(backup, to, BackupWatch.NONE);
    return Files.readAllBytes(to);
  }

  <T extends IgnitionException> T refused(Class<T> type, byte[] bytes) {
    T refused = assertThrows(type, () -> put(bytes));
    assertFalse(refused.toString().contains(S3Proxy.SECRET_KEY));
    return refused;
  }
}
