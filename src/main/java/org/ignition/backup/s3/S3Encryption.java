package org.ignition.backup.s3;

import java.util.Optional;

/** How the service encrypts what it keeps. */
public sealed interface S3Encryption {

  /** As the bucket is set up. */
  record OfBucket() implements S3Encryption {}

  /** With keys of the service ({@code AES256}). */
  record OfService() implements S3Encryption {}

  /**
   * With a key of the key management service ({@code aws:kms}).
   *
   * @param key its id, alias or ARN; empty for the account's own
   */
  record Kms(Optional<String> key) implements S3Encryption {}
}
