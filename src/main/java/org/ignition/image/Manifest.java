package org.ignition.image;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;
import org.ignition.json.Json;

/**
 * A manifest as the exact bytes that its digest names. What is in it is read from them and never
 * written back, so pushing one can't change it.
 */
public final class Manifest {

  private final String mediaType;
  private final byte[] bytes;
  private final Digest digest;

  /**
   * @param mediaType under which it is pushed
   * @param bytes its content; copied
   */
  public Manifest(String mediaType, byte[] bytes) {
    this.mediaType = mediaType;
    this.bytes = bytes.clone();
    this.digest = Digest.of(bytes);
  }

  /** The media type under which it is pushed. */
  public String mediaType() {
    return mediaType;
  }

  /** A copy of the content. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The digest of the content. */
  public Digest digest() {
    return digest;
  }

  /** Bytes of content. */
  public int size() {
    return bytes.length;
  }

  /** A descriptor that names it. */
  public Descriptor descriptor() {
    return Descriptor.of(mediaType, digest, bytes.length);
  }

  /**
   * The image or artifact it describes (image-spec 1.1, "Image Manifest"; Docker v2.2).
   *
   * @param kind how to report what is wrong with it
   */
  public ImageManifest image(DocumentKind kind) {
    Fields fields = fields(kind);
    return new ImageManifest(
        fields.text("artifactType").orElse(""),
        fields
            .fields("config")
            .map(Descriptor::read)
            .orElseThrow(() -> fields.invalid("config", "missing", "Give an image manifest")),
        fields.list("layers").stream().map(Descriptor::read).toList(),
        fields.fields("subject").map(Descriptor::read),
        fields.textMap("annotations"));
  }

  /**
   * The children of an index (image-spec 1.1, "Image Index"; Docker manifest list).
   *
   * @param kind how to report what is wrong with it
   */
  public List<Descriptor> index(DocumentKind kind) {
    return fields(kind).list("manifests").stream().map(Descriptor::read).toList();
  }

  private Fields fields(DocumentKind kind) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return Fields.of(Documents.json(text, Path.of("manifest"), kind), kind, "");
  }

  /**
   * An OCI image manifest (image-spec 1.1) with the given parts; the same parts, the same bytes.
   */
  public static Manifest write(ImageManifest image) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schemaVersion", 2);
    json.put("mediaType", MediaType.OCI_MANIFEST);
    if (!image.artifactType().isEmpty()) {
      json.put("artifactType", image.artifactType());
    }
    json.put("config", image.config().toJson());
    json.put("layers", image.layers().stream().map(Descriptor::toJson).toList());
    image.subject().ifPresent(subject -> json.put("subject", subject.toJson()));
    if (!image.annotations().isEmpty()) {
      json.put("annotations", new TreeMap<>(image.annotations()));
    }
    return new Manifest(MediaType.OCI_MANIFEST, Json.bytes(json));
  }

  /** An OCI image index (image-spec 1.1) over {@code children}. */
  public static Manifest writeIndex(List<Descriptor> children) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schemaVersion", 2);
    json.put("mediaType", MediaType.OCI_INDEX);
    json.put("manifests", children.stream().map(Descriptor::toJson).toList());
    return new Manifest(MediaType.OCI_INDEX, Json.bytes(json));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Manifest manifest
        && manifest.digest.equals(digest)
        && manifest.mediaType.equals(mediaType);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }

  @Override
  public String toString() {
    return mediaType + "@" + digest;
  }

  /**
   * The parts of an image manifest.
   *
   * @param artifactType of an artifact; empty for an image
   * @param config the image's configuration, or {@code {}} for an artifact
   * @param layers lowest first
   * @param subject the manifest that this one refers to
   * @param annotations as they stand
   */
  public record ImageManifest(
      String artifactType,
      Descriptor config,
      List<Descriptor> layers,
      Optional<Descriptor> subject,
      Map<String, String> annotations) {

    /** Copies the collections. */
    public ImageManifest {
      layers = List.copyOf(layers);
      annotations = Map.copyOf(annotations);
    }

    /** The content type of the artifact: {@code artifactType}, else the config's media type. */
    public String effectiveArtifactType() {
      return artifactType.isEmpty() ? config.mediaType() : artifactType;
    }
  }
}
