package org.ignition.image.inspection;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.image.Platform;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;
import org.ignition.json.Node;

/**
 * What an image's configuration says (image-spec 1.1, "Image Configuration"; Docker's is the same
 * in these keys).
 *
 * @param platform what the image runs on; parts that are missing are empty
 * @param created as it stands there
 * @param user whom its program runs as; empty for root
 * @param labels in order
 * @param environment names and values, in order
 * @param layers the hashes of the unpacked layers ({@code rootfs.diff_ids}), lowest first
 * @param history what made each step ({@code created_by}), oldest first; empty where unknown
 */
public record ImageConfiguration(
    Platform platform,
    Optional<String> created,
    String user,
    Map<String, String> labels,
    Map<String, String> environment,
    List<String> layers,
    List<String> history) {

  /** Copies the collections, keeping their order. */
  public ImageConfiguration {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    layers = List.copyOf(layers);
    history = List.copyOf(history);
  }

  /**
   * Reads a configuration; keys that the specification may add later are passed over.
   *
   * @param file what errors name
   * @param kind how errors are reported
   */
  public static ImageConfiguration read(byte[] json, Path file, DocumentKind kind) {
    Node document = Documents.json(new String(json, StandardCharsets.UTF_8), file, kind);
    Fields fields = Fields.of(document, kind, "");
    Optional<Fields> config = fields.fields("config");
    return new ImageConfiguration(
        platform(fields),
        fields.text("created"),
        config.flatMap(c -> c.text("User")).orElse(""),
        config.map(c -> c.textMap("Labels")).orElse(Map.of()),
        environment(config.map(c -> c.texts("Env")).orElse(List.of())),
        fields.fields("rootfs").map(rootfs -> rootfs.texts("diff_ids")).orElse(List.of()),
        fields.list("history").stream().map(step -> step.text("created_by").orElse("")).toList());
  }

  private static Platform platform(Fields fields) {
    return new Platform(
        fields.text("os").orElse(""),
        fields.text("architecture").orElse(""),
        fields.text("variant").orElse(""));
  }

  private static Map<String, String> environment(List<String> assignments) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      environment.put(
          equals < 0 ? assignment : assignment.substring(0, equals),
          equals < 0 ? "" : assignment.substring(equals + 1));
    }
    return environment;
  }
}
