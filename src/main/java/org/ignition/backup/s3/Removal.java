package org.ignition.backup.s3;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ignition.backup.BackupName;
import org.ignition.backup.StoredBackup;
import org.ignition.image.Quoted;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Removes backups, a thousand in a request. Manifests go after their backups: a backup never stands
 * without one.
 */
record Removal(S3Calls calls, String bucket, S3Keys keys, String store) {

  private static final int MOST = 1000;
  private static final int LONGEST = 300;

  /** Answers of services that know no removal of many at once. */
  private static final Set<Integer> UNKNOWN = Set.of(400, 404, 405, 411, 501);

  /** Does it; a sentence for each that is still there. */
  List<String> remove(Collection<StoredBackup> backups) throws InterruptedException {
    List<String> places = backups.stream().map(StoredBackup::place).toList();
    Map<String, String> left = remove(places);
    List<String> manifests =
        backups.stream()
            .filter(backup -> !left.containsKey(backup.place()))
            .map(backup -> keys.manifest(backup.name()))
            .toList();
    left.putAll(remove(manifests));
    return sentences(left);
  }

  /** Removes manifests whose backups are not there; a sentence for each that is still there. */
  List<String> removeManifests(Collection<BackupName> names) throws InterruptedException {
    return sentences(remove(names.stream().map(keys::manifest).toList()));
  }

  private List<String> sentences(Map<String, String> left) {
    return left.entrySet().stream()
        .map(one -> sentence(one.getKey(), one.getValue()))
        .sorted()
        .toList();
  }

  private String sentence(String key, String why) {
    return S3Keys.name(key) + " can't be removed from " + Quoted.line(store, LONGEST) + ": " + why;
  }

  /** Why each key that is still there is. */
  private Map<String, String> remove(List<String> all) throws InterruptedException {
    Map<String, String> left = new HashMap<>();
    for (int from = 0; from < all.size(); from += MOST) {
      List<String> some = all.subList(from, Math.min(all.size(), from + MOST));
      left.putAll(calls.call(client -> removeSome(client, some)));
    }
    return left;
  }

  private Map<String, String> removeSome(S3Client client, List<String> some) {
    Map<String, String> left = new HashMap<>();
    try {
      for (S3Error error : removeAtOnce(client, some)) {
        left.put(error.key(), "It said " + error.code() + words(error.message()));
      }
      return left;
    } catch (S3Exception e) {
      if (S3Refusal.of(e.statusCode(), S3Problem.code(e)).isAboutAll()) {
        throw e;
      }
      if (UNKNOWN.contains(e.statusCode())) {
        return removeEach(client, some);
      }
      some.forEach(key -> left.put(key, S3Problem.said(e)));
      return left;
    }
  }

  private List<S3Error> removeAtOnce(S3Client client, List<String> some) {
    List<ObjectIdentifier> objects = new ArrayList<>();
    some.forEach(key -> objects.add(ObjectIdentifier.builder().key(key).build()));
    return client
        .deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(objects).quiet(true)))
        .errors();
  }

  private Map<String, String> removeEach(S3Client client, List<String> some) {
    Map<String, String> left = new HashMap<>();
    for (String key : some) {
      try {
        client.deleteObject(r -> r.bucket(bucket).key(key));
      } catch (S3Exception e) {
        if (!StoredObject.isAbsent(e)) {
          left.put(key, S3Problem.said(e));
        }
      }
    }
    return left;
  }

  private static String words(@Nullable String message) {
    return message == null || message.isBlank() ? "" : ": " + Quoted.line(message, LONGEST);
  }
}
