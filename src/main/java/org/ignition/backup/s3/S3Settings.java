package org.ignition.backup.s3;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.ignition.backup.BackupKind;

/**
 * A bucket, and how backups are kept in it.
 *
 * @param bucket its name
 * @param prefix before all keys, without a slash at its ends; empty for none
 * @param region where it is, such as {@code eu-central-1}; {@code auto} for R2
 * @param endpoint of a service that is not AWS; empty for AWS's own
 * @param pathStyle whether the bucket is named in the path instead of the host name
 * @param encryption at rest, by the service
 * @param storageClasses by kind, in the service's words such as {@code GLACIER}; a kind that is not
 *     there has the service's own
 * @param authorities PEM file with certificates to trust besides the usual ones
 */
public record S3Settings(
    String bucket,
    String prefix,
    String region,
    Optional<URI> endpoint,
    boolean pathStyle,
    S3Encryption encryption,
    Map<BackupKind, String> storageClasses,
    Optional<Path> authorities) {

  /** Copies the map. */
  public S3Settings {
    storageClasses = Map.copyOf(storageClasses);
  }

  /** What objects of {@code kind} are stored as; empty for the service's own. */
  Optional<String> storageClass(BackupKind kind) {
    return Optional.ofNullable(storageClasses.get(kind));
  }

  /** Whether this is AWS, which knows everything of its own protocol. */
  boolean isAws() {
    return endpoint.isEmpty();
  }
}
