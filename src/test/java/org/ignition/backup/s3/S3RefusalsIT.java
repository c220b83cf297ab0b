package org.ignition.backup.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ignition.backup.BackupStore;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.StoredBackup;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.RemoteException;
import org.ignition.testing.FreePort;
import org.ignition.testing.S3Proxy;
import org.ignition.testing.Tmpfs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends in an error, and what it says then. */
class S3RefusalsIT extends BehindProxy {

  // --- what does not

  @ParameterizedTest
  @ValueSource(strings = {"small", "large"})
  void leavesNothingWhenTheServiceStaysBusy(String size) throws Exception {
    proxy.on("PUT", BACKUP + "(\\?.*)?").always().answer(503);
    RemoteException busy = refused(RemoteException.class, size.equals("small") ? SMALL : LARGE);
    assertEquals(ErrorCode.BACKUP_STORE_UNREACHABLE, busy.code());
    assertTrue(busy.toString().contains("503"), busy::toString);
    assertTrue(busy.toString().contains("6 times"), busy::toString);
    assertEquals(List.of(), direct.remains());
  }

  @Test
  void leavesNothingOfWhatArrivedAltered() throws Exception {
    proxy.on("GET", BACKUP).always().alterBody(body -> new byte[body.length]);
    proxy.on("PUT", BACKUP).always().withoutHeader("ETag");
    RemoteException altered = refused(RemoteException.class, SMALL);
    assertEquals(ErrorCode.BACKUP_ALTERED, altered.code());
    assertEquals(List.of(), direct.remains());
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    try (BackupStore nobody = new Bucket("127.0.0.1:" + FreePort.any(), "shop").store()) {
      RemoteException unreachable = assertThrows(RemoteException.class, nobody::list);
      assertEquals(ErrorCode.BACKUP_STORE_UNREACHABLE, unreachable.code());
      assertTrue(unreachable.toString().contains("connection refused"), unreachable::toString);
    }
  }

  @Test
  void saysThatNobodyAnswersInTime() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    proxy.on(".*", ".*").always().before(() -> await(never));
    S3Settings settings = bucket.settings();
    S3Keys keys = new S3Keys("", "", "shop");
    BucketPatience little =
        new BucketPatience(2, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(300));
    try (BackupStore stuck = new S3Store(settings, Bucket.KEYS, keys, little)) {
      RemoteException unreachable = assertThrows(RemoteException.class, stuck::list);
      assertTrue(unreachable.toString().contains("no answer in time"), unreachable::toString);
      assertTrue(unreachable.toString().contains("2 times"), unreachable::toString);
    } finally {
      never.countDown();
    }
  }

  @Test
  void canBeInterruptedWhileNobodyAnswers() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    proxy
        .on("PUT", PARTS)
        .nth(2)
        .before(() -> {
          stuck.countDown();
          await(never);
        });
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> ended.complete(assertThrows(Throwable.class, () -> put(LARGE))));
    assertTrue(stuck.await(60, TimeUnit.SECONDS));
    thread.interrupt();
    Throwable end = ended.get(60, TimeUnit.SECONDS);
    never.countDown();
    assertEquals(CancelledException.class, end.getClass());
    assertEquals(List.of(), direct.remains());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          301 | PermanentRedirect              | region: eu-central-1
          400 | AuthorizationHeaderMalformed   | region: eu-central-1
          403 | InvalidAccessKeyId             | storage-access-key
          403 | SignatureDoesNotMatch          | storage-secret-key
          400 | ExpiredToken                   | keys
          403 | RequestTimeTooSkewed           | clock
          403 | AccessDenied                   | s3:PutObject
          404 | NoSuchBucket                   | There is no bucket
          507 | InsufficientStorage            | No space left
          400 | InvalidStorageClass            | storage-class
          """)
  void saysWhatTheServiceHasAgainstIt(int status, String code, String words) {
    String body =
        "<Error><Code>%s</Code><Message>the region is wrong; expecting 'eu-central-1'</Message></Error>"
            .formatted(code);
    proxy.on("GET|PUT", ".*").always().answerWith(status, body, "Content-Type: application/xml");
    IgnitionException refused = refused(IgnitionException.class, SMALL);
    assertTrue(refused.toString().contains(words), refused::toString);
    assertTrue(refused.toString().contains(code), refused::toString);
    IgnitionException unusable =
        assertThrows(IgnitionException.class, () -> store.requireUsable(0));
    assertTrue(unusable.toString().contains(words), unusable::toString);
  }

  @Test
  void namesTheRegionThatAHeaderNames() {
    proxy.on("GET", ".*").always().answer(301, "x-amz-bucket-region: ap-south-1");
    InputException elsewhere = assertThrows(InputException.class, () -> store.requireUsable(0));
    assertTrue(elsewhere.toString().contains("region: ap-south-1"), elsewhere::toString);
  }

  @Test
  void saysThatTheBucketIsNotThere() throws Exception {
    try (BackupStore nowhere = new Bucket(service.address(), "no-such-bucket").store()) {
      InputException missing = assertThrows(InputException.class, () -> nowhere.requireUsable(0));
      assertTrue(missing.toString().contains("\"no-such-bucket\""), missing::toString);
      assertEquals(missing.code(), assertThrows(InputException.class, nowhere::list).code());
      Path file = Files.write(work.resolve("file"), SMALL);
      assertEquals(
          missing.code(),
          assertThrows(
                  InputException.class, () -> nowhere.put(file, manifest(SMALL), BackupWatch.NONE))
              .code());
    }
  }

  @Test
  void saysThatKeysAreWrong() throws Exception {
    S3Credentials wrong = new S3Credentials.Keys(S3Proxy.ACCESS_KEY, "other", Optional.empty());
    try (BackupStore locked = Bucket.store(bucket.settings(), wrong)) {
      InputException refused = assertThrows(InputException.class, () -> locked.requireUsable(0));
      assertEquals(ErrorCode.BACKUP_STORE_REFUSED, refused.code());
      assertTrue(refused.toString().contains("keys"), refused::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AES256", "aws:kms"})
  void saysThatTheServiceDoesNotEncrypt(String how) throws Exception {
    S3Encryption encryption =
        how.equals("AES256")
            ? new S3Encryption.OfService()
            : new S3Encryption.Kms(Optional.of("alias/backups"));
    Path file = Files.write(work.resolve("file"), LARGE);
    try (BackupStore plain = Bucket.store(bucket.settings(encryption, Map.of()), Bucket.KEYS)) {
      RemoteException refused =
          assertThrows(
              RemoteException.class, () -> plain.put(file, manifest(LARGE), BackupWatch.NONE));
      assertTrue(refused.toString().contains("NotImplemented"), refused::toString);
      assertTrue(refused.toString().contains("encryption"), refused::toString);
    }
    assertTrue(
        proxy.requests().stream()
            .filter(r -> r.method().equals("PUT"))
            .allMatch(
                r -> r.headers().first("x-amz-server-side-encryption").equals(Optional.of(how))));
  }

  // --- deleting

  @Test
  void saysWhatCanNotBeRemoved() throws Exception {
    StoredBackup stored = put(SMALL);
    proxy
        .on("POST", ".*\\?delete")
        .always()
        .answerWith(
            200,
            "<DeleteResult><Error><Key>%s</Key><Code>AccessDenied</Code><Message>locked</Message></Error></DeleteResult>"
                .formatted(stored.place()),
            "Content-Type: application/xml");
    List<String> left = store.delete(List.of(stored));
    assertEquals(1, left.size());
    assertTrue(
        left.getFirst().startsWith(stored.name() + " can't be removed from s3://"), left::toString);
    assertTrue(left.getFirst().contains("AccessDenied: locked"), left::toString);
    assertEquals(2, direct.remains().size());
  }

  @Test
  void saysThatNothingCanBeRemoved() throws Exception {
    StoredBackup stored = put(SMALL);
    proxy.on("POST", ".*\\?delete").always().answer(403);
    List<String> left = store.delete(List.of(stored));
    assertEquals(1, left.size());
    assertTrue(left.getFirst().contains("403"), left::toString);
    assertEquals(2, direct.remains().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 405, 501})
  void removesOneByOneWhereTheServiceKnowsNoOtherWay(int status) throws Exception {
    StoredBackup stored = put(SMALL);
    proxy.on("POST", ".*\\?delete").always().answer(status);
    assertEquals(List.of(), store.delete(List.of(stored)));
    assertEquals(List.of(), direct.remains());
  }

  // --- fetching

  @Test
  void saysHowABackupComesBackFromAnArchive() throws Exception {
    StoredBackup stored = put(SMALL);
    proxy
        .on("GET", BACKUP)
        .always()
        .answerWith(403, "<Error><Code>InvalidObjectState</Code></Error>");
    RemoteException archived = assertThrows(RemoteException.class, () -> fetched(stored));
    assertTrue(archived.toString().contains("aws s3api restore-object"), archived::toString);
    assertTrue(archived.toString().contains(stored.place()), archived::toString);
    proxy.on("HEAD", ".*").always().header("x-amz-restore", "ongoing-request=\"true\"");
    RemoteException onItsWay = assertThrows(RemoteException.class, () -> fetched(stored));
    assertTrue(onItsWay.toString().contains("is still on its way"), onItsWay::toString);
  }

  @Test
  void noticesThatABackupIsReplacedWhileItIsFetched() throws Exception {
    StoredBackup stored = put(SMALL);
    proxy.on("GET", BACKUP).always().answer(412);
    RemoteException changed = assertThrows(RemoteException.class, () -> fetched(stored));
    assertEquals(ErrorCode.BACKUP_ALTERED, changed.code());
    assertFalse(Files.exists(work.resolve("to")));
  }

  @Test
  void saysThatThisDiskIsFull() throws Exception {
    StoredBackup stored = put(LARGE);
    try (Tmpfs small = Tmpfs.mount(Files.createDirectory(work.resolve("small")), "20m")) {
      Path to = small.folder().resolve("to");
      InputException full =
          assertThrows(InputException.class, () -> store.fetch(stored, to, BackupWatch.NONE));
      assertEquals(ErrorCode.DISK_FULL, full.code());
      assertFalse(Files.exists(to));
    }
  }
}
