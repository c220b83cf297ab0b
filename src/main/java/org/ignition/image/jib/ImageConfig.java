package org.ignition.image.jib;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.image.Platform;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;
import org.ignition.json.Json;
import org.ignition.json.Node;

/**
 * An image's configuration (image-spec 1.1, "Image Configuration"; Docker's own keys beside it).
 *
 * @param root the document
 * @param kind how to report what is wrong with it
 */
record ImageConfig(Node root, DocumentKind kind) {

  /** What an image has from its base unless it says otherwise, and Jib forgets. */
  private static final List<String> INHERITED = List.of("variant", "os.version", "os.features");

  /** The same, below {@code config}. */
  private static final List<String> INHERITED_SETTINGS =
      List.of("StopSignal", "Shell", "Healthcheck");

  static ImageConfig read(byte[] json, DocumentKind kind) {
    String text = new String(json, StandardCharsets.UTF_8);
    return new ImageConfig(Documents.json(text, Path.of("config"), kind), kind);
  }

  private Fields fields() {
    return Fields.of(root, kind, "");
  }

  /** What it runs on. */
  Platform platform() {
    Fields fields = fields();
    return new Platform(
        fields.text("os").orElse(""),
        fields.text("architecture").orElse(""),
        fields.text("variant").orElse(""));
  }

  /** When it says that it was made. */
  Optional<String> created() {
    return fields().text("created");
  }

  /** With what {@code base} has and this one lacks. */
  byte[] inheriting(ImageConfig base) {
    Map<String, Object> own = object(root);
    add(own, base.root, INHERITED);
    Map<String, Object> settings = new LinkedHashMap<>();
    member(root, "config").ifPresent(node -> settings.putAll(object(node)));
    member(base.root, "config").ifPresent(node -> add(settings, node, INHERITED_SETTINGS));
    own.put("config", settings);
    return Json.bytes(own);
  }

  /** With the processor's variant. */
  byte[] withVariant(String variant) {
    Map<String, Object> own = object(root);
    own.put("variant", variant);
    return Json.bytes(own);
  }

  private static void add(Map<String, Object> own, Node base, List<String> keys) {
    for (String key : keys) {
      member(base, key).ifPresent(value -> own.putIfAbsent(key, Json.value(value)));
    }
  }

  private static Optional<Node> member(Node node, String key) {
    return node instanceof Node.Mapping mapping
        ? Optional.ofNullable(mapping.members().get(key)).map(Node.Member::value)
        : Optional.empty();
  }

  private static Map<String, Object> object(Node node) {
    Map<String, Object> object = new LinkedHashMap<>();
    if (node instanceof Node.Mapping mapping) {
      mapping.members().forEach((key, member) -> object.put(key, Json.value(member.value())));
    }
    return object;
  }
}
