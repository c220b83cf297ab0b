package org.ignition.backup.s3;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupLabel;
import org.ignition.backup.BackupName;
import org.ignition.backup.KeyProofs;
import org.ignition.backup.StoredBackup;
import org.ignition.image.CommitSha;

/**
 * Where things are in the bucket. All that a list shows is in the key, so that a list takes a
 * request for a thousand backups and no index can go stale; manifests are beside, so that no list
 * reads past them. Kinds are folders, for rules of the bucket that are about one kind.
 *
 * <pre>
 * shop/production/orders/backups/daily/schema-14/0123…cdef/backup_20260115_104500.dump
 * shop/production/orders/manifests/backup_20260115_104500.dump.json
 * </pre>
 *
 * @param prefix before all keys; empty for none
 * @param environment empty for none
 * @param database that the backups are of
 */
record S3Keys(String prefix, String environment, String database) {

  private static final String NONE = "none";
  private static final String NO_ENVIRONMENT = "default";

  private static final Pattern FORM =
      Pattern.compile(
          "(?<kind>[a-z-]+)/schema-(?<schema>none|-?[0-9]{1,18})/(?<release>none|[0-9a-f]{40})"
              + "/(?<name>[^/]+)");

  /** What all keys of this database begin with, a slash at the end. */
  String base() {
    String before = prefix.isEmpty() ? "" : prefix + "/";
    return before + environmentFolder() + "/" + segment(database) + "/";
  }

  private String environmentFolder() {
    if (environment.isEmpty()) {
      return NO_ENVIRONMENT;
    }
    return environment.equals(NO_ENVIRONMENT) ? escaped(environment) : segment(environment);
  }

  /** What the keys of backups begin with, and no others. */
  String backups() {
    return base() + "backups/";
  }

  /** Where the manifest of a backup is. */
  String manifest(BackupName name) {
    return manifests() + name.manifest();
  }

  /** What the keys of manifests begin with, and no others. */
  String manifests() {
    return base() + "manifests/";
  }

  /** Where it is written down when keys of backups were used. */
  String keyProofs() {
    return base() + KeyProofs.FILE;
  }

  /** The last part of a key. */
  static String name(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  /** Where a backup is. */
  String backup(BackupName name, BackupLabel label) {
    String schema =
        label.schemaVersion().isPresent() ? Long.toString(label.schemaVersion().getAsLong()) : NONE;
    String release = label.release().map(CommitSha::hex).orElse(NONE);
    return backups() + label.kind() + "/schema-" + schema + "/" + release + "/" + name;
  }

  /** The backup at a key; empty for what others have put there. */
  Optional<StoredBackup> parse(String key, long sizeBytes) {
    if (!key.startsWith(backups())) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(key.substring(backups().length()));
    return form.matches()
        ? parse(form)
            .map(found -> new StoredBackup(found.name, sizeBytes, Optional.of(found.label), key))
            .filter(found -> backup(found.name(), found.label().orElseThrow()).equals(key))
        : Optional.empty();
  }

  private record Found(BackupName name, BackupLabel label) {}

  private Optional<Found> parse(Matcher form) {
    String schema = form.group("schema");
    String release = form.group("release");
    OptionalLong version =
        schema.equals(NONE) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(schema));
    Optional<CommitSha> sha =
        release.equals(NONE) ? Optional.empty() : Optional.of(new CommitSha(release));
    return BackupKind.parse(form.group("kind"))
        .map(kind -> new BackupLabel(environment, database, kind, version, sha))
        .flatMap(label -> BackupName.parse(form.group("name")).map(name -> new Found(name, label)));
  }

  /** A folder's name for any text; no two have the same. */
  private static String segment(String text) {
    if (text.equals(".") || text.equals("..")) {
      return escaped(text); // Some servers would take them for ways up.
    }
    StringBuilder segment = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      segment.append(isPlain(octet) ? String.valueOf((char) octet) : escaped(octet));
    }
    return segment.toString();
  }

  private static boolean isPlain(byte octet) {
    return (octet >= 'a' && octet <= 'z')
        || (octet >= 'A' && octet <= 'Z')
        || (octet >= '0' && octet <= '9')
        || octet == '.'
        || octet == '_'
        || octet == '-';
  }

  /** Its first character is escaped although it need not be. */
  private static String escaped(String plain) {
    return escaped((byte) plain.charAt(0)) + plain.substring(1).replace(".", "%2E");
  }

  private static String escaped(byte octet) {
    return String.format("%%%02X", octet);
  }
}
