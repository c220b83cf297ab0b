package org.ignition.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ignition.backup.BackupKind;
import org.ignition.config.RemoteSettings.ServerSideEncryption;
import org.ignition.json.Fields;

/** Reads the section {@code backup.remote}. */
final class RemoteSection {

  private static final String NAME = "backup.remote";

  /** AWS's rules for general purpose buckets, with the letters that others allow besides. */
  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,62}");

  private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern CLASS = Pattern.compile("[A-Z0-9_]{1,64}");
  private static final Pattern ROLE =
      Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,512}");
  private static final String KMS = "aws:kms";

  private final Fields fields;

  private RemoteSection(Fields fields) {
    this.fields = fields;
  }

  static RemoteSettings read(Fields fields) {
    RemoteSettings settings = new RemoteSection(fields).settings();
    fields.rejectUnknown();
    return settings;
  }

  private RemoteSettings settings() {
    fields.requiredText("bucket");
    Optional<URI> endpoint = entry("endpoint").map(RemoteSection::endpoint);
    return new RemoteSettings(
        matching("bucket", BUCKET, "is no name of a bucket").orElseThrow(),
        entry("prefix").map(RemoteSection::prefix).orElse(""),
        matching("region", REGION, "is no region").orElse(RemoteSettings.DEFAULT_REGION),
        endpoint,
        fields.bool("path-style").orElse(endpoint.isPresent()),
        encryption(),
        fields.fields("storage-class").map(RemoteSection::storageClasses).orElse(Map.of()),
        caCertificate(endpoint),
        matching("role", ROLE, "is no ARN of a role"));
  }

  private Optional<Entry> entry(String key) {
    return Entry.of(fields, NAME, key);
  }

  private Optional<String> matching(String key, Pattern form, String otherwise) {
    return entry(key).map(entry -> matching(entry, form, otherwise));
  }

  private static String matching(Entry entry, Pattern form, String otherwise) {
    if (!form.matcher(entry.line()).matches()) {
      throw entry.invalid(otherwise, "Copy it from the provider's console");
    }
    return entry.line();
  }

  private static URI endpoint(Entry entry) {
    try {
      URI uri = new URI(entry.line());
      boolean sound =
          ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
              && uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      if (sound) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw entry.invalid("is no address of a server", "Write https://HOST, without the bucket");
  }

  private Optional<Path> caCertificate(Optional<URI> endpoint) {
    Optional<Entry> entry = entry("ca-certificate");
    if (entry.isPresent() && endpoint.filter(uri -> "http".equals(uri.getScheme())).isPresent()) {
      throw entry.get().invalid("is used by https only", "Write the endpoint with https://");
    }
    return entry.map(Entry::path);
  }

  private static String prefix(Entry entry) {
    return entry.line().replaceAll("^/+|/+$", "");
  }

  private Optional<ServerSideEncryption> encryption() {
    Optional<String> algorithm = entry("encryption").map(RemoteSection::algorithm);
    Optional<String> key = entry("kms-key").map(Entry::line);
    if (key.isPresent() && algorithm.filter(KMS::equals).isEmpty()) {
      throw fields.invalid(
          "kms-key", "is used by encryption aws:kms only", "Add `encryption: aws:kms`");
    }
    return algorithm.map(name -> new ServerSideEncryption(name, key));
  }

  private static String algorithm(Entry entry) {
    if (!entry.text().equals("AES256") && !entry.text().equals(KMS)) {
      throw entry.invalid("must be one of AES256, aws:kms", "Use AES256 or aws:kms");
    }
    return entry.text();
  }

  private static Map<BackupKind, String> storageClasses(Fields classes) {
    Map<BackupKind, String> byKind = new EnumMap<>(BackupKind.class);
    for (BackupKind kind : BackupKind.values()) {
      Entry.of(classes, NAME + ".storage-class", kind.toString())
          .ifPresent(entry -> byKind.put(kind, matching(entry, CLASS, "is no storage class")));
    }
    classes.rejectUnknown();
    return byKind;
  }
}
