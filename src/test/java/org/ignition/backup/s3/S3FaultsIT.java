package org.ignition.backup.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.StoredBackup;
import org.ignition.failure.PolicyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/** What a bucket and the way to it can do to us that does no harm, or that is cleaned up. */
class S3FaultsIT extends BehindProxy {

  // --- what passes

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void triesAgainWhenTheServiceIsBusy(int status) throws Exception {
    proxy.on("PUT", ".*").first().answer(status);
    proxy.on("PUT", BACKUP + "(\\?.*)?").between(1, 2).answer(status);
    proxy.on("POST", ".*").first().answer(status);
    proxy.on("HEAD", ".*").first().answer(status);
    StoredBackup stored = put(LARGE);
    proxy.on("GET", ".*").between(1, 2).answer(status);
    assertArrayEquals(LARGE, fetched(stored));
    assertEquals(List.of(stored), store.list());
  }

  @Test
  void slowsDownWhenItIsToldTo() throws Exception {
    String slow = "<Error><Code>SlowDown</Code><Message>Please reduce</Message></Error>";
    proxy.on("PUT", PARTS).between(1, 4).answerWith(503, slow);
    put(LARGE);
    assertEquals(7, proxy.requests().stream().filter(r -> r.target().matches(PARTS)).count());
  }

  @Test
  void sendsAPieceAgainThatWasCut() throws Exception {
    proxy.on("PUT", PARTS).nth(1).cutRequestAfter(1_000_000);
    proxy.on("PUT", PARTS).nth(2).dropResponse();
    StoredBackup stored = put(LARGE);
    assertArrayEquals(LARGE, fetched(stored));
    assertEquals(2, direct.remains().size());
  }

  @Test
  void sendsASmallOneAgainThatWasCut() throws Exception {
    proxy.on("PUT", BACKUP).nth(1).cutRequestAfter(1000);
    proxy.on("PUT", BACKUP).nth(2).dropResponse();
    assertArrayEquals(SMALL, fetched(put(SMALL)));
  }

  @Test
  void getsAPieceAgainThatWasCut() throws Exception {
    StoredBackup stored = put(LARGE);
    proxy.on("GET", BACKUP).nth(1).cutResponseAfter(2_000_000);
    proxy.on("GET", BACKUP).nth(2).cutResponseAfter(0);
    assertArrayEquals(LARGE, fetched(stored));
  }

  @Test
  void takesASlowAnswerForAnAnswer() throws Exception {
    StoredBackup stored = put(SMALL);
    proxy.on("GET", BACKUP).always().slowResponse(20_000, Duration.ofMillis(50));
    assertArrayEquals(SMALL, fetched(stored));
  }

  @Test
  void knowsItsOwnManifestWhenTheAnswerWasLost() throws Exception {
    proxy.on("PUT", ".*\\.json").first().dropResponse();
    assertArrayEquals(SMALL, fetched(put(SMALL)));
  }

  @Test
  void knowsThatItIsCompleteWhenTheAnswerWasLost() throws Exception {
    proxy.on("POST", ".*uploadId=.*").first().dropResponse();
    StoredBackup stored = put(LARGE);
    assertArrayEquals(LARGE, fetched(stored));
    assertEquals(2, direct.remains().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 501})
  void looksItselfWhereAConditionIsUnknown(int status) throws Exception {
    proxy.on("PUT", ".*\\.json").first().answer(status);
    put(SMALL);
    assertEquals(
        "*",
        proxy.requests().stream()
            .filter(r -> r.method().equals("PUT"))
            .findFirst()
            .flatMap(r -> r.headers().first("If-None-Match"))
            .orElseThrow());
    assertThrows(PolicyException.class, () -> put(SMALL));
  }

  @Test
  void overwritesNothingWhoseManifestIsGone() throws Exception {
    StoredBackup stored = put(SMALL);
    direct.delete(direct.remains().stream().filter(key -> key.endsWith(".json")).findAny().get());
    assertThrows(PolicyException.class, () -> put(SMALL));
    assertEquals(List.of(stored), store.list());
  }

  @Test
  void readsBackWhatAnAnswerDoesNotConfirm() throws Exception {
    proxy.on("PUT", BACKUP).always().withoutHeader("ETag");
    put(SMALL);
    assertEquals(
        1,
        proxy.requests().stream()
            .filter(r -> r.method().equals("GET") && r.target().matches(BACKUP))
            .count());
  }

  // --- what killed runs leave

  @Test
  void removesUnfinishedUploadsOfADayAgo() throws Exception {
    S3Keys keys =
        new S3Keys(
            bucket.settings().prefix(),
            BackupFixture.LABEL.environment(),
            BackupFixture.LABEL.database());
    String key = keys.backup(BackupFixture.name(5), BackupFixture.LABEL);
    try (S3Client client = direct.client()) {
      client.createMultipartUpload(r -> r.bucket(direct.name()).key(key));
      client.createMultipartUpload(r -> r.bucket(direct.name()).key("of others"));
      Orphans orphans = new Orphans(direct.name(), keys);
      orphans.remove(client, Instant.now());
      assertEquals(List.of(key, "of others"), direct.remains().stream().sorted().toList());
      orphans.remove(client, Instant.now().plus(Duration.ofDays(1)).plusSeconds(60));
      assertEquals(List.of("of others"), direct.remains());
    }
  }
}
