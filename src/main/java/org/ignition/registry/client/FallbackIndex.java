package org.ignition.registry.client;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;
import org.ignition.image.MediaType;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Json;
import org.ignition.json.Node;
import org.jspecify.annotations.Nullable;

/**
 * The index under the fallback tag (distribution-spec 1.1.1, "Referrers Tag Schema"). Others write
 * it too, so whatever they put there is kept as it is, known to us or not.
 */
final class FallbackIndex {

  static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.REGISTRY_PROTOCOL, RemoteException::new);

  private static final String CHILDREN = "manifests";

  private final Manifest manifest;

  FallbackIndex(Manifest manifest) {
    this.manifest = manifest;
  }

  /** What a tag that is not there stands for. */
  static FallbackIndex empty() {
    return new FallbackIndex(Manifest.writeIndex(List.of()));
  }

  List<Descriptor> descriptors() {
    return manifest.index(KIND);
  }

  boolean lists(Digest digest) {
    return descriptors().stream().anyMatch(descriptor -> descriptor.digest().equals(digest));
  }

  /** The same index with {@code referrer} at its end. */
  Manifest with(Descriptor referrer) {
    String text = new String(manifest.bytes(), StandardCharsets.UTF_8);
    Node root = Documents.json(text, Path.of("referrers"), KIND);
    Map<String, @Nullable Object> index = new LinkedHashMap<>();
    if (root instanceof Node.Mapping mapping) {
      mapping.members().forEach((key, member) -> index.put(key, json(member.value())));
    }
    List<@Nullable Object> children = new ArrayList<>();
    if (index.get(CHILDREN) instanceof List<?> present) {
      children.addAll(present);
    }
    children.add(referrer.toJson());
    index.put(CHILDREN, children);
    return new Manifest(MediaType.OCI_INDEX, Json.bytes(index));
  }

  private static @Nullable Object json(Node node) {
    return switch (node) {
      case Node.Mapping mapping -> {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        mapping.members().forEach((key, member) -> object.put(key, json(member.value())));
        yield object;
      }
      case Node.Sequence sequence -> {
        List<@Nullable Object> list = new ArrayList<>();
        sequence.items().forEach(item -> list.add(json(item)));
        yield list;
      }
      case Node.Scalar scalar -> json(scalar);
    };
  }

  private static @Nullable Object json(Node.Scalar scalar) {
    return switch (scalar.type()) {
      case TEXT -> scalar.text();
      case NUMBER -> new BigDecimal(scalar.text());
      case BOOLEAN -> Boolean.valueOf(scalar.text());
      case NULL -> null;
    };
  }
}
