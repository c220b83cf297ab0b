package org.ignition.backup.s3;

import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * What runs that were killed have left: pieces of a backup that is none, which cost but are in no
 * list, and its manifest.
 */
record Orphans(String bucket, S3Keys keys) {

  /** No backup takes longer. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Removes those that are old enough at {@code now}. */
  void remove(S3Client client, Instant now) {
    client
        .listMultipartUploads(request -> request.bucket(bucket).prefix(keys.backups()))
        .uploads()
        .stream()
        .filter(upload -> upload.initiated().isBefore(now.minus(LONGEST)))
        .filter(upload -> keys.parse(upload.key(), 0).isPresent())
        .forEach(upload -> remove(client, upload));
  }

  private void remove(S3Client client, MultipartUpload upload) {
    client.abortMultipartUpload(
        request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()));
    if (StoredObject.at(client, bucket, upload.key()).isEmpty()) {
      keys.parse(upload.key(), 0)
          .map(backup -> keys.manifest(backup.name()))
          .ifPresent(key -> client.deleteObject(request -> request.bucket(bucket).key(key)));
    }
  }
}
