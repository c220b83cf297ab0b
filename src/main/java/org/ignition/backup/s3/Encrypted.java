package org.ignition.backup.s3;

import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Says in a request how its object is to be encrypted. */
final class Encrypted {

  private Encrypted() {}

  static void addTo(PutObjectRequest.Builder request, S3Encryption encryption) {
    switch (encryption) {
      case S3Encryption.OfBucket() -> {}
      case S3Encryption.OfService() -> request.serverSideEncryption(ServerSideEncryption.AES256);
      case S3Encryption.Kms(var key) -> {
        request.serverSideEncryption(ServerSideEncryption.AWS_KMS);
        key.ifPresent(request::ssekmsKeyId);
      }
    }
  }

  static void addTo(CreateMultipartUploadRequest.Builder request, S3Encryption encryption) {
    switch (encryption) {
      case S3Encryption.OfBucket() -> {}
      case S3Encryption.OfService() -> request.serverSideEncryption(ServerSideEncryption.AES256);
      case S3Encryption.Kms(var key) -> {
        request.serverSideEncryption(ServerSideEncryption.AWS_KMS);
        key.ifPresent(request::ssekmsKeyId);
      }
    }
  }
}
