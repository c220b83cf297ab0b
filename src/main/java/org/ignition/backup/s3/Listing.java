package org.ignition.backup.s3;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ignition.backup.BackupFormat;
import org.ignition.backup.BackupName;
import org.ignition.backup.StoredBackup;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** All backups of a database, a thousand in a request. */
record Listing(S3Calls calls, String bucket, S3Keys keys) {

  private static final int MANY = 5000;

  /** Who prunes does so more often. */
  private static final Duration LOOKED_BACK = Duration.ofDays(31);

  /** Newest first. */
  List<StoredBackup> read() throws InterruptedException {
    List<StoredBackup> found = new ArrayList<>();
    each(
        request -> request.prefix(keys.backups()),
        at -> keys.parse(at.key(), at.size()).ifPresent(found::add));
    found.sort(Comparator.comparing(StoredBackup::name).reversed());
    return List.copyOf(found);
  }

  private void each(Consumer<ListObjectsV2Request.Builder> of, Consumer<S3Object> found)
      throws InterruptedException {
    @Nullable String next = null;
    do {
      @Nullable String from = next;
      ListObjectsV2Response page = calls.call(client -> page(client, of, from));
      page.contents().forEach(found);
      next = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
    } while (next != null);
  }

  private ListObjectsV2Response page(
      S3Client client, Consumer<ListObjectsV2Request.Builder> of, @Nullable String from) {
    return client.listObjectsV2(
        request -> request.bucket(bucket).applyMutation(of).continuationToken(from));
  }

  /**
   * Of backups that are not there, put before {@code before}. Only those of the last weeks are
   * looked at, and none where there are thousands of backups: they are harmless and seldom, and
   * requests cost.
   *
   * @param listed what {@link #read} gave
   */
  List<BackupName> loneManifests(List<StoredBackup> listed, Instant before)
      throws InterruptedException {
    if (listed.size() > MANY) {
      return List.of();
    }
    Set<BackupName> there = listed.stream().map(StoredBackup::name).collect(Collectors.toSet());
    NavigableSet<BackupName> lone = new TreeSet<>();
    BackupName first = new BackupName(before.minus(LOOKED_BACK), BackupFormat.DUMP, false);
    each(
        request -> request.prefix(keys.manifests()).startAfter(keys.manifest(first)),
        at ->
            BackupName.ofManifest(S3Keys.name(at.key()))
                .filter(name -> at.lastModified().isBefore(before) && !there.contains(name))
                .ifPresent(lone::add));
    if (!lone.isEmpty()) {
      // A backup that somebody has put at another key has its manifest all the same.
      each(
          request -> request.prefix(keys.backups()),
          at -> BackupName.parse(S3Keys.name(at.key())).ifPresent(lone::remove));
    }
    return List.copyOf(lone);
  }

  /** As little as tells whether the bucket is there and may be listed. */
  void probe() throws InterruptedException {
    calls.call(client ->
        client.listObjectsV2(request -> request.bucket(bucket).prefix(keys.backups()).maxKeys(1)));
  }
}
