package org.ignition.backup.s3;

import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What a bucket has at a key.
 *
 * @param sizeBytes of its content
 * @param etag changes with its content
 * @param mark that {@link Reservation} left on it; empty where it left none
 * @param restoring whether it is being brought back from an archive
 */
record StoredObject(long sizeBytes, String etag, String mark, boolean restoring) {

  private static final int NOT_FOUND = 404;

  static Optional<StoredObject> at(S3Client client, String bucket, String key) {
    try {
      return Optional.of(of(client.headObject(request -> request.bucket(bucket).key(key))));
    } catch (S3Exception e) {
      if (isAbsent(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Its bytes; empty when it is not there.
   *
   * @param most that are read
   */
  static Optional<byte[]> content(S3Client client, String bucket, String key, int most) {
    try {
      return Optional.of(
          client.getObject(
              request -> request.bucket(bucket).key(key), (_, body) -> body.readNBytes(most)));
    } catch (S3Exception e) {
      if (isAbsent(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static StoredObject of(HeadObjectResponse head) {
    boolean restoring =
        head.restore() != null && head.restore().contains("ongoing-request=\"true\"");
    String mark = head.metadata().getOrDefault(Reservation.MARK, "");
    return new StoredObject(head.contentLength(), head.eTag(), mark, restoring);
  }

  /** Whether the answer is about the object, not about its bucket. */
  static boolean isAbsent(S3Exception answer) {
    return answer.statusCode() == NOT_FOUND && !S3Problem.code(answer).equals("NoSuchBucket");
  }
}
