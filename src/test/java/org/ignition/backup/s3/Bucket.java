package org.ignition.backup.s3;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.BackupKind;
import org.ignition.testing.S3Proxy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket of a test.
 *
 * @param address {@code host:port} of its service
 */
record Bucket(String address, String name) {

  /** Fast enough for tests, with as many attempts as users get. */
  static final BucketPatience HASTE =
      new BucketPatience(6, Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofSeconds(20));

  static final S3Credentials.Keys KEYS =
      new S3Credentials.Keys(S3Proxy.ACCESS_KEY, S3Proxy.SECRET_KEY, Optional.empty());

  S3Settings settings() {
    return settings(new S3Encryption.OfBucket(), Map.of());
  }

  S3Settings settings(S3Encryption encryption, Map<BackupKind, String> classes) {
    return new S3Settings(
        name,
        "all backups/of ours",
        "us-east-1",
        Optional.of(URI.create("http://" + address)),
        true,
        encryption,
        classes,
        Optional.empty());
  }

  S3Store store(String environment, String database) {
    return store(settings(), KEYS, environment, database);
  }

  /** For the database that most tests are about. */
  S3Store store() {
    return store(BackupFixture.LABEL.environment(), BackupFixture.LABEL.database());
  }

  static S3Store store(S3Settings settings, S3Credentials credentials) {
    return store(
        settings, credentials, BackupFixture.LABEL.environment(), BackupFixture.LABEL.database());
  }

  private static S3Store store(
      S3Settings settings, S3Credentials credentials, String environment, String database) {
    S3Keys keys = new S3Keys(settings.prefix(), environment, database);
    return new S3Store(settings, credentials, keys, HASTE);
  }

  /** To look at it past the store. */
  S3Client client() {
    return S3Clients.of(settings(), KEYS, HASTE);
  }

  void create() {
    try (S3Client client = client()) {
      client.createBucket(request -> request.bucket(name));
    }
  }

  /** All that is in it, unfinished uploads too. */
  List<String> remains() {
    try (S3Client client = client()) {
      Stream<String> objects =
          client.listObjectsV2Paginator(request -> request.bucket(name)).contents().stream()
              .map(S3Object::key);
      Stream<String> uploads =
          client.listMultipartUploads(request -> request.bucket(name)).uploads().stream()
              .map(MultipartUpload::key);
      return new ArrayList<>(Stream.concat(objects, uploads).toList());
    }
  }

  void delete(String key) {
    try (S3Client client = client()) {
      client.deleteObject(request -> request.bucket(name).key(key));
    }
  }
}
