package org.ignition.image;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ignition.json.Fields;

/**
 * A reference to content by digest (image-spec 1.1, "Content Descriptors").
 *
 * @param mediaType of the content
 * @param digest of the content
 * @param size of the content in bytes, not negative
 * @param annotations sorted by key
 * @param artifactType of the artifact that a referrer holds; empty when there is none
 * @param data the content itself, base64; empty when it is not embedded
 * @param platform of an index's child
 */
public record Descriptor(
    String mediaType,
    Digest digest,
    long size,
    Map<String, String> annotations,
    String artifactType,
    String data,
    Optional<Platform> platform) {

  /** Copies and sorts the annotations. */
  public Descriptor {
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }

  /** A plain descriptor. */
  public static Descriptor of(String mediaType, Digest digest, long size) {
    return new Descriptor(mediaType, digest, size, Map.of(), "", "", Optional.empty());
  }

  /** The descriptor of {@code content}. */
  public static Descriptor of(String mediaType, byte[] content) {
    return of(mediaType, Digest.of(content), content.length);
  }

  /** The descriptor of {@code content}, with the content embedded in it. */
  public static Descriptor embedding(String mediaType, byte[] content) {
    Descriptor plain = of(mediaType, content);
    return new Descriptor(
        mediaType,
        plain.digest,
        plain.size,
        Map.of(),
        "",
        Base64.getEncoder().encodeToString(content),
        Optional.empty());
  }

  /** The embedded content, if there is any and it is what the digest says. */
  public Optional<byte[]> embedded() {
    if (data.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] content = Base64.getDecoder().decode(data.getBytes(StandardCharsets.US_ASCII));
      return Optional.of(content).filter(bytes -> Digest.of(bytes).equals(digest));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // Not base64, so not the content either.
    }
  }

  /** Reads a descriptor; keys that the specification may add later are passed over. */
  public static Descriptor read(Fields fields) {
    long size = fields.integer("size").orElse(-1L);
    String digest = fields.requiredText("digest");
    if (size < 0) {
      throw fields.invalid("size", "missing or negative", "Give the content's length in bytes");
    }
    if (!Digest.isDigest(digest)) {
      throw fields.invalid("digest", "not a sha256 digest", "Use sha256: and 64 hex digits");
    }
    return new Descriptor(
        fields.requiredText("mediaType"),
        new Digest(digest),
        size,
        fields.textMap("annotations"),
        fields.text("artifactType").orElse(""),
        fields.text("data").orElse(""),
        fields.fields("platform").map(Descriptor::platform));
  }

  private static Platform platform(Fields fields) {
    return new Platform(
        fields.text("os").orElse(""),
        fields.text("architecture").orElse(""),
        fields.text("variant").orElse(""));
  }

  /** As JSON, keys in the specification's order, empty ones left out. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("mediaType", mediaType);
    json.put("digest", digest.value());
    json.put("size", size);
    platform.ifPresent(p -> json.put("platform", platformJson(p)));
    if (!artifactType.isEmpty()) {
      json.put("artifactType", artifactType);
    }
    if (!annotations.isEmpty()) {
      json.put("annotations", annotations);
    }
    if (!data.isEmpty()) {
      json.put("data", data);
    }
    return json;
  }

  private static Map<String, Object> platformJson(Platform platform) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("architecture", platform.architecture());
    json.put("os", platform.os());
    if (!platform.variant().isEmpty()) {
      json.put("variant", platform.variant());
    }
    return json;
  }
}
