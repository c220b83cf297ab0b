package org.ignition.backup.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupStore;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.StoredBackup;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.RemoteException;
import org.ignition.testing.S3Proxy;
import org.ignition.testing.TestAuthority;
import org.ignition.testing.TlsFront;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket of a service whose certificate is of a company's own authority. */
class S3CertificateIT {

  private static final byte[] LARGE = BackupFixture.bytes((17 << 20) + 1, 5);

  @TempDir private static Path data;
  @TempDir private static Path certificates;

  private static S3Proxy service;
  private static TestAuthority authority;
  private static TlsFront front;
  private static Bucket bucket;

  @TempDir Path work;

  @BeforeAll
  static void start() throws Exception {
    service = S3Proxy.over(data);
    authority = TestAuthority.in(certificates);
    front = TlsFront.before(service.address(), authority.server());
    bucket = new Bucket(service.address(), "shop-backups");
    bucket.create();
  }

  @AfterAll
  static void end() throws Exception {
    front.close();
    service.close();
  }

  private static BackupStore store(String host, Optional<Path> authorities) {
    S3Settings plain = bucket.settings();
    return Bucket.store(
        new S3Settings(
            plain.bucket(),
            plain.prefix(),
            plain.region(),
            Optional.of(URI.create("https://" + host + ":" + front.port())),
            plain.pathStyle(),
            plain.encryption(),
            plain.storageClasses(),
            authorities),
        Bucket.KEYS);
  }

  @Test
  void keepsBackupsWhereTheAuthorityIsNamed() throws Exception {
    BackupManifest manifest =
        BackupFixture.manifest(BackupFixture.name(0), BackupFixture.LABEL, LARGE);
    try (BackupStore store = store("localhost", Optional.of(authority.certificate()))) {
      Path file = Files.write(work.resolve("file"), LARGE);
      StoredBackup stored = store.put(file, manifest, BackupWatch.NONE);
      assertEquals(stored, store.list().getFirst());
      store.fetch(stored, work.resolve("to"), BackupWatch.NONE);
      assertArrayEquals(LARGE, Files.readAllBytes(work.resolve("to")));
    }
  }

  @Test
  void trustsNobodyElse() throws Exception {
    assertUntrusted("localhost", Optional.empty());
    Path other = TestAuthority.in(Files.createDirectory(work.resolve("other"))).certificate();
    assertUntrusted("localhost", Optional.of(other));
  }

  /** A certificate is good for its own names only, whoever signed it. */
  @Test
  void looksAtTheNameOfTheServer() {
    assertUntrusted("127.0.0.2", Optional.of(authority.certificate()));
  }

  private static void assertUntrusted(String host, Optional<Path> authorities) {
    int before = front.clients();
    try (BackupStore store = store(host, authorities)) {
      RemoteException refused = assertThrows(RemoteException.class, store::list);
      assertEquals(ErrorCode.BACKUP_STORE_UNREACHABLE, refused.code());
      assertTrue(refused.problem().what().endsWith("is not trusted"), refused::toString);
      assertTrue(refused.problem().why().contains("Ignition Test Authority"), refused::toString);
      assertTrue(refused.problem().advice().contains("`backup.remote.ca-certificate`"));
      assertEquals(1, front.clients() - before, "no waiting mends it");
    }
  }

  @Test
  void saysWhatIsWrongWithTheFile() throws Exception {
    Path empty = Files.writeString(work.resolve("empty.pem"), "nothing\n");
    InputException refused =
        assertThrows(InputException.class, () -> store("localhost", Optional.of(empty)));
    assertTrue(refused.problem().what().contains("empty.pem"), refused::toString);
    Path missing = work.resolve("missing.pem");
    assertThrows(InputException.class, () -> store("localhost", Optional.of(missing)));
  }
}
