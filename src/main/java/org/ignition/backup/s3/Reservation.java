package org.ignition.backup.s3;

import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A manifest that is put before its backup and so keeps the name for it.
 *
 * <p>Services that know {@code If-None-Match} give a name to one only. Others refuse the header,
 * pass over it, or look first and write then: there the last one to write has it, and whoever had
 * it for a moment finds at its own end that it is lost.
 *
 * @param key of the manifest
 * @param mark of this run and this backup, so that one knows one's own
 */
record Reservation(String bucket, String key, String mark) {

  /** The object's metadata that has it. */
  static final String MARK = "ignition-put";

  private static final Set<Integer> TAKEN = Set.of(409, 412);
  private static final Set<Integer> HEADER_UNKNOWN = Set.of(400, 501);
  private static final String TYPE = "application/json";

  /**
   * Puts it, unless the name is taken.
   *
   * @param backup the key that the backup will have
   * @return whether the name is ours now
   */
  boolean take(S3Client client, String backup, byte[] manifest, S3Encryption encryption) {
    if (isThere(client, key) || isThere(client, backup)) {
      return false;
    }
    try {
      client.putObject(
          request(encryption).ifNoneMatch("*").build(), RequestBody.fromBytes(manifest));
    } catch (S3Exception e) {
      if (HEADER_UNKNOWN.contains(e.statusCode())) {
        client.putObject(request(encryption).build(), RequestBody.fromBytes(manifest));
      } else if (!TAKEN.contains(e.statusCode())) {
        throw e;
      }
    }
    return isOurs(client);
  }

  private boolean isThere(S3Client client, String wanted) {
    return StoredObject.at(client, bucket, wanted).isPresent();
  }

  /** Whether the name is ours still. */
  boolean isOurs(S3Client client) {
    return StoredObject.at(client, bucket, key).filter(at -> at.mark().equals(mark)).isPresent();
  }

  private PutObjectRequest.Builder request(S3Encryption encryption) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .contentType(TYPE)
            .metadata(Map.of(MARK, mark));
    Encrypted.as(encryption, request::serverSideEncryption, request::ssekmsKeyId);
    return request;
  }

  /** Gives the name back, if it is ours. */
  void release(S3Client client) {
    if (isOurs(client)) {
      client.deleteObject(request -> request.bucket(bucket).key(key));
    }
  }
}
