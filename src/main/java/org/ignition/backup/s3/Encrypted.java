package org.ignition.backup.s3;

import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Says in a request how its object is to be encrypted. */
final class Encrypted {

  private Encrypted() {}

  /**
   * Says it.
   *
   * @param how where a request has the kind of encryption
   * @param keyId where it has the key
   */
  static void as(
      S3Encryption encryption, Consumer<ServerSideEncryption> how, Consumer<String> keyId) {
    switch (encryption) {
      case S3Encryption.OfBucket() -> {}
      case S3Encryption.OfService() -> how.accept(ServerSideEncryption.AES256);
      case S3Encryption.Kms(var key) -> {
        how.accept(ServerSideEncryption.AWS_KMS);
        key.ifPresent(keyId);
      }
    }
  }
}
