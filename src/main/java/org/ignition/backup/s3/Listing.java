package org.ignition.backup.s3;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ignition.backup.StoredBackup;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** All backups of a database, a thousand in a request. */
record Listing(S3Calls calls, String bucket, S3Keys keys) {

  /** Newest first. */
  List<StoredBackup> read() throws InterruptedException {
    List<StoredBackup> found = new ArrayList<>();
    @Nullable String next = null;
    do {
      @Nullable String from = next;
      ListObjectsV2Response page = calls.call(client -> page(client, from));
      page.contents().forEach(at -> keys.parse(at.key(), at.size()).ifPresent(found::add));
      next = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
    } while (next != null);
    found.sort(Comparator.comparing(StoredBackup::name).reversed());
    return List.copyOf(found);
  }

  private ListObjectsV2Response page(S3Client client, @Nullable String from) {
    return client.listObjectsV2(
        request -> request.bucket(bucket).prefix(keys.backups()).continuationToken(from));
  }

  /** As little as tells whether the bucket is there and may be listed. */
  void probe() throws InterruptedException {
    calls.call(client ->
        client.listObjectsV2(request -> request.bucket(bucket).prefix(keys.backups()).maxKeys(1)));
  }
}
