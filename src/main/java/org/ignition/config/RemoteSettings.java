package org.ignition.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.ignition.backup.BackupKind;

/**
 * The bucket of S3-compatible storage that has a copy of each backup.
 *
 * @param bucket its name
 * @param prefix of the keys in it, without slashes at its ends; may be empty
 * @param region such as {@code eu-central-1}
 * @param endpoint where it is; empty for AWS's own
 * @param pathStyle whether the bucket stands in the path, not in the host's name
 * @param encryption of the server's own; empty for the bucket's default
 * @param storageClasses by kind; a kind that is missing has the bucket's default
 * @param caCertificate PEM file with certificates to trust besides the usual ones
 * @param role that is assumed with the job's OIDC token
 */
public record RemoteSettings(
    String bucket,
    String prefix,
    String region,
    Optional<URI> endpoint,
    boolean pathStyle,
    Optional<ServerSideEncryption> encryption,
    Map<BackupKind, String> storageClasses,
    Optional<Path> caCertificate,
    Optional<String> role) {

  /** AWS's default. */
  static final String DEFAULT_REGION = "us-east-1";

  /** Copies the map. */
  public RemoteSettings {
    Map<BackupKind, String> copy = new EnumMap<>(BackupKind.class);
    copy.putAll(storageClasses);
    storageClasses = Collections.unmodifiableMap(copy);
  }

  /**
   * How the server encrypts what it stores.
   *
   * @param algorithm {@code AES256} or {@code aws:kms}
   * @param kmsKey its key's id or ARN; empty for the account's default
   */
  public record ServerSideEncryption(String algorithm, Optional<String> kmsKey) {}
}
