package org.ignition.backup.s3;

import org.ignition.backup.KeyNotes;
import org.ignition.backup.KeyProofs;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * An object beside the backups.
 *
 * @param name of the place
 * @param key of the object
 */
record S3KeyNotes(String name, S3Settings settings, String key, S3Calls calls, S3Failures failures)
    implements KeyNotes {

  @Override
  public KeyProofs read() {
    return failures
        .told(() ->
            calls.call(
                client -> StoredObject.content(client, settings.bucket(), key, KeyProofs.LARGEST)))
        .map(KeyProofs::read)
        .orElse(KeyProofs.NONE);
  }

  @Override
  public void keep(KeyProofs proofs) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(settings.bucket())
            .key(key)
            .contentType("application/json");
    Encrypted.as(settings.encryption(), request::serverSideEncryption, request::ssekmsKeyId);
    failures.told(() ->
        calls.call(
            client -> client.putObject(request.build(), RequestBody.fromString(proofs.write()))));
  }
}
