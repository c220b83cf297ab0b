package org.ignition.metadata;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.CommitSha;
import org.ignition.image.Digest;
import org.ignition.image.ImageName;
import org.ignition.image.ReleaseVersion;
import org.ignition.image.Tag;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;
import org.ignition.json.Node;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of {@link BuildMetadata}, snake_case, {@code schema_version} first (published in
 * docs/metadata-schema.json). What no command has filled yet is {@code null}, never left out.
 */
public final class BuildMetadataJson {

  /** The version of the form that is written. */
  public static final int SCHEMA_VERSION = 1;

  private static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.METADATA_INVALID, RemoteException::new);

  private BuildMetadataJson() {}

  /** The document, ready for {@link org.ignition.json.Json}. */
  public static Map<String, @Nullable Object> write(BuildMetadata metadata) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("schema_version", SCHEMA_VERSION);
    json.put("image_sha", metadata.sha().hex());
    json.put("short_sha", metadata.sha().shortSha());
    json.put("version", metadata.version().toString());
    json.put("repository", metadata.repository().toString());
    json.put("repository_type", metadata.repositoryType());
    json.put("image_digest", metadata.digest().value());
    json.put("pre_push_digest", metadata.digests().prePush().value());
    json.put("post_push_digest", metadata.digests().postPush().value());
    json.put("digest_verification", metadata.digests().verification());
    json.put("tags", metadata.tags().stream().map(Tag::value).toList());
    json.put("arch", metadata.arch());
    json.put("media_type", metadata.mediaType());
    json.put("size_bytes", metadata.sizeBytes());
    json.put("signature_status", metadata.signature().status());
    json.put("signature_verdict", metadata.signature().verdict());
    json.put("signature_reason", metadata.signature().reason());
    for (String later : List.of("sbom_ref", "sbom", "provenance")) {
      json.put(later, null);
    }
    json.put("schema", metadata.schema().map(ReleaseSchemaJson::range).orElse(null));
    json.put("migrations", ReleaseSchemaJson.migrations(metadata.migrations()));
    json.put("build_duration_sec", metadata.buildDurationSec());
    json.put("created", metadata.created());
    json.put("source", source(metadata.source()));
    json.put("tool", tool(metadata.tool()));
    return json;
  }

  private static Map<String, Object> source(BuildMetadata.Source source) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("repository", source.repository());
    json.put("ref", source.ref());
    json.put("run_url", source.runUrl());
    json.put("actor", source.actor());
    json.put("dirty", source.dirty());
    return json;
  }

  private static Map<String, Object> tool(BuildMetadata.Tool tool) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", tool.name());
    json.put("version", tool.version());
    return json;
  }

  /**
   * Reads a document; keys that newer versions add are passed over.
   *
   * @param origin what errors name
   * @throws RemoteException when it is no build metadata
   */
  public static BuildMetadata read(byte[] content, String origin) {
    Node root = Documents.json(new String(content, StandardCharsets.UTF_8), Path.of(origin), KIND);
    Fields fields = Fields.of(root, KIND, "");
    if (fields.integer("schema_version").orElse(0L) < 1) {
      throw fields.invalid("schema_version", "missing", "Rebuild the image with this tool");
    }
    try {
      return read(fields);
    } catch (IgnitionException e) {
      throw new RemoteException(
          Problem.of(
              ErrorCode.METADATA_INVALID,
              "The build metadata of " + origin + " is not valid: " + e.problem().what(),
              "It decides what may be bound and deployed",
              "Find out who attached it; see docs/errors.md"),
          e);
    }
  }

  private static BuildMetadata read(Fields fields) {
    return new BuildMetadata(
        new CommitSha(fields.requiredText("image_sha")),
        ReleaseVersion.parse(fields.requiredText("version")),
        ImageName.parse(fields.requiredText("repository")),
        fields.requiredText("repository_type"),
        new BuildMetadata.Digests(
            digest(fields, "image_digest"),
            digest(fields, "pre_push_digest"),
            digest(fields, "post_push_digest")),
        fields.texts("tags").stream().map(Tag::new).toList(),
        fields.requiredText("arch"),
        fields.requiredText("media_type"),
        fields.integer("size_bytes").orElse(0L),
        new BuildMetadata.Signature(
            fields.requiredText("signature_status"),
            fields.requiredText("signature_verdict"),
            fields.requiredText("signature_reason")),
        fields.fields("schema").map(ReleaseSchemaJson::range),
        fields.list("migrations").stream().map(ReleaseSchemaJson::migration).toList(),
        seconds(fields),
        fields.requiredText("created"),
        fields.fields("source").map(BuildMetadataJson::source).orElseThrow(() -> missing(fields)),
        fields.fields("tool").map(BuildMetadataJson::tool).orElseThrow(() -> missing(fields)));
  }

  private static Digest digest(Fields fields, String key) {
    return new Digest(fields.requiredText(key));
  }

  private static double seconds(Fields fields) {
    try {
      return Double.parseDouble(fields.text("build_duration_sec").orElse("0"));
    } catch (NumberFormatException e) {
      throw fields.invalid("build_duration_sec", "not a number", "Give seconds");
    }
  }

  private static BuildMetadata.Source source(Fields fields) {
    return new BuildMetadata.Source(
        fields.text("repository").orElse(""),
        fields.text("ref").orElse(""),
        fields.text("run_url").orElse(""),
        fields.text("actor").orElse(""),
        fields.bool("dirty").orElse(false));
  }

  private static BuildMetadata.Tool tool(Fields fields) {
    return new BuildMetadata.Tool(fields.requiredText("name"), fields.text("version").orElse(""));
  }

  private static IgnitionException missing(Fields fields) {
    return fields.invalid("source", "source or tool is missing", "Rebuild with this tool");
  }
}
