package org.ignition.backup;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.CommitSha;
import org.ignition.image.Digest;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;
import org.ignition.json.Json;
import org.ignition.json.Node;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of {@link BackupManifest}, snake_case, {@code schema_version} first (published in
 * docs/backup-manifest-schema.json). What nobody knows is {@code null}, never left out.
 */
public final class BackupManifestJson {

  /** The version of the form that is written. */
  public static final int SCHEMA_VERSION = 1;

  /** So much of a document's beginning tells its label, whatever names are in it. */
  public static final int LABEL_BYTES = 2048;

  private static final Set<String> LABEL_KEYS =
      Set.of("kind", "environment", "database", "release");

  private static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.BACKUP_MANIFEST_INVALID, RemoteException::new);

  private BackupManifestJson() {}

  /**
   * The document, for people to read too. What lists show stands within the first {@link
   * #LABEL_BYTES}.
   */
  public static String write(BackupManifest manifest) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("schema_version", SCHEMA_VERSION);
    json.put("name", manifest.name().toString());
    json.put("kind", manifest.label().kind().toString());
    json.put("environment", manifest.label().environment());
    json.put("database", database(manifest));
    json.put("release", release(manifest.label()));
    json.put("application", manifest.application());
    json.put("reason", manifest.reason());
    json.put("created", manifest.created().toString());
    json.put("duration_sec", manifest.took().toMillis() / 1000.0);
    json.put("size_bytes", manifest.sizeBytes());
    json.put("sha256", manifest.sha256().value());
    json.put("recipients", manifest.recipients());
    json.put("contents", manifest.contents().map(BackupManifestJson::contents).orElse(null));
    json.put("by", by(manifest.by()));
    json.put("tool_version", manifest.toolVersion());
    return Json.pretty(json);
  }

  private static Map<String, Object> database(BackupManifest manifest) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("product", manifest.product());
    json.put("name", manifest.label().database());
    json.put("server_version", manifest.serverVersion());
    return json;
  }

  private static Map<String, @Nullable Object> release(BackupLabel label) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("sha", label.release().map(CommitSha::hex).orElse(null));
    json.put(
        "schema", label.schemaVersion().isPresent() ? label.schemaVersion().getAsLong() : null);
    return json;
  }

  private static Map<String, Object> contents(BackupContents contents) {
    Map<String, Object> schema = new LinkedHashMap<>();
    contents.schema().forEach((name, digest) -> schema.put(name, digest.shape() + digest.text()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("server_major", contents.serverMajor());
    json.put("rows", new LinkedHashMap<>(contents.rows()));
    json.put("schema", schema);
    return json;
  }

  private static Map<String, @Nullable Object> by(BackupManifest.By by) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("sha", by.sha().map(CommitSha::hex).orElse(null));
    json.put("actor", by.actor());
    json.put("run_url", by.runUrl());
    return json;
  }

  // --- reading

  /**
   * Reads a document; keys that newer versions add are passed over.
   *
   * @param origin what errors name
   * @throws RemoteException when it is no manifest
   */
  public static BackupManifest read(byte[] content, String origin) {
    try {
      Node root =
          Documents.json(new String(content, StandardCharsets.UTF_8), Path.of(origin), KIND);
      return read(Fields.of(root, KIND, ""));
    } catch (IgnitionException e) {
      throw invalid(origin, e.problem().what(), e);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw invalid(origin, "a value is out of its range", e);
    }
  }

  /**
   * Reads the label alone, from a document or its first {@link #LABEL_BYTES}: the rest may be
   * megabytes. Empty when it can't be read.
   */
  public static Optional<BackupLabel> label(byte[] beginning) {
    try {
      String text = new String(beginning, StandardCharsets.UTF_8);
      Fields fields = Fields.of(Documents.jsonBeginning(text, Path.of("manifest"), KIND), KIND, "");
      return fields.keys().containsAll(LABEL_KEYS)
          ? Optional.of(label(fields, required(fields, "database")))
          : Optional.empty();
    } catch (IgnitionException e) {
      return Optional.empty();
    }
  }

  private static RemoteException invalid(String origin, String why, RuntimeException cause) {
    return new RemoteException(
        Problem.of(
            ErrorCode.BACKUP_MANIFEST_INVALID,
            "The manifest " + origin + " is not valid: " + why,
            "It says what the backup beside it holds and which bytes it must have",
            "Restore the manifest from another copy of the backup, or restore without it"
                + " (`allow-mismatch`)"),
        cause);
  }

  private static BackupManifest read(Fields fields) {
    String name = fields.requiredText("name");
    Fields database = required(fields, "database");
    return new BackupManifest(
        BackupName.parse(name)
            .orElseThrow(() -> fields.invalid("name", "is no name of a backup", "")),
        label(fields, database),
        fields.text("application").orElse(""),
        fields.text("reason").orElse(""),
        database.requiredText("product"),
        database.requiredText("server_version"),
        Instant.parse(fields.requiredText("created")),
        fields.text("duration_sec").map(BackupManifestJson::seconds).orElse(Duration.ZERO),
        fields
            .integer("size_bytes")
            .orElseThrow(() -> fields.invalid("size_bytes", "is missing", "")),
        new Digest(fields.requiredText("sha256")),
        fields.fields("contents").map(BackupManifestJson::contents),
        fields.texts("recipients"),
        fields.fields("by").map(BackupManifestJson::by).orElse(BackupManifest.By.UNKNOWN),
        fields.text("tool_version").orElse(""));
  }

  private static BackupLabel label(Fields fields, Fields database) {
    Optional<Fields> release = fields.fields("release");
    Optional<Long> schema = release.flatMap(each -> each.integer("schema"));
    return new BackupLabel(
        fields.text("environment").orElse(""),
        database.requiredText("name"),
        BackupKind.parse(fields.requiredText("kind"))
            .orElseThrow(() -> fields.invalid("kind", "is no kind of backup", "")),
        schema.map(OptionalLong::of).orElseGet(OptionalLong::empty),
        release.flatMap(each -> each.text("sha")).map(CommitSha::new));
  }

  private static Fields required(Fields fields, String key) {
    return fields.fields(key).orElseThrow(() -> fields.invalid(key, "is missing", ""));
  }

  private static Duration seconds(String text) {
    return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
  }

  private static BackupContents contents(Fields fields) {
    SortedMap<String, BackupContents.ObjectDigest> schema = new TreeMap<>();
    fields
        .textMap("schema")
        .forEach((name, digits) -> {
          int half = digits.length() / 2;
          schema.put(
              name,
              new BackupContents.ObjectDigest(digits.substring(0, half), digits.substring(half)));
        });
    SortedMap<String, Long> rows = new TreeMap<>();
    fields
        .fields("rows")
        .ifPresent(
            counts -> counts.keys().forEach(key -> rows.put(key, counts.integer(key).orElse(0L))));
    return new BackupContents(
        Math.toIntExact(fields.integer("server_major").orElse(0L)), schema, rows);
  }

  private static BackupManifest.By by(Fields fields) {
    return new BackupManifest.By(
        fields.text("sha").map(CommitSha::new),
        fields.text("actor").orElse(""),
        fields.text("run_url").orElse(""));
  }
}
