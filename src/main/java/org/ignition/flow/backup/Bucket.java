package org.ignition.flow.backup;

import java.nio.file.Path;
import java.util.Optional;
import org.ignition.backup.s3.JobToken;
import org.ignition.backup.s3.S3Credentials;
import org.ignition.backup.s3.S3Encryption;
import org.ignition.backup.s3.S3Settings;
import org.ignition.backup.s3.S3Store;
import org.ignition.command.Command;
import org.ignition.config.RemoteSettings;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.flow.Surroundings;
import org.ignition.flow.Workspace;

/**
 * The bucket of the configuration.
 *
 * @param settings of it
 * @param keys that were given; empty for a role or those that the environment has
 * @param workspace where files of the configuration are
 * @param surroundings of the process
 */
record Bucket(
    RemoteSettings settings,
    Optional<Command.StorageKeys> keys,
    Workspace workspace,
    Surroundings surroundings) {

  /**
   * Its backups of one database; nothing is asked of it yet.
   *
   * @param name of the configuration's environment; empty for none
   */
  S3Store open(String name, String database) {
    return new S3Store(s3(), credentials(), name, database, surroundings.waiting().bucket());
  }

  private S3Settings s3() {
    return new S3Settings(
        settings.bucket(),
        settings.prefix(),
        settings.region(),
        settings.endpoint(),
        settings.pathStyle(),
        settings.encryption().map(Bucket::encryption).orElseGet(S3Encryption.OfBucket::new),
        settings.storageClasses(),
        authorities());
  }

  private Optional<Path> authorities() {
    return settings.caCertificate().map(workspace::resolve);
  }

  private static S3Encryption encryption(RemoteSettings.ServerSideEncryption encryption) {
    return encryption.algorithm().equals("AES256")
        ? new S3Encryption.OfService()
        : new S3Encryption.Kms(encryption.kmsKey());
  }

  /** Who gives keys means them; a role that is configured is meant before what lies about. */
  private S3Credentials credentials() {
    return keys.<S3Credentials>map(given ->
            new S3Credentials.Keys(
                given.accessKey().value(), given.secretKey().value(), Optional.empty()))
        .or(() ->
            settings
                .role()
                .map(role ->
                    new S3Credentials.WebIdentity(
                        role, new JobToken(surroundings.environment(), authorities()))))
        .or(this::ofEnvironment)
        .orElseThrow(this::none);
  }

  private Optional<S3Credentials> ofEnvironment() {
    return variable("AWS_ACCESS_KEY_ID")
        .flatMap(key ->
            variable("AWS_SECRET_ACCESS_KEY")
                .map(secret -> new S3Credentials.Keys(key, secret, variable("AWS_SESSION_TOKEN"))));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(surroundings.environment().get(name))
        .filter(value -> !value.isBlank());
  }

  private InputException none() {
    return new InputException(
        Problem.of(
            ErrorCode.INPUT_MISSING,
            "There is no login for the bucket " + settings.bucket(),
            "An empty secret often means that it isn't set for this repository or environment",
            "Give `storage-access-key` and `storage-secret-key`, or configure"
                + " `backup.remote.role`"));
  }
}
