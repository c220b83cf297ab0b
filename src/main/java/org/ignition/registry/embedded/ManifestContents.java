package org.ignition.registry.embedded;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;
import org.ignition.image.MediaType;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;

/**
 * What a registry must know of a manifest (image-spec 1.1, "Image Manifest" and "Image Index";
 * Docker v2.2).
 *
 * @param blobs that the repository must have
 * @param children manifests that the repository must have
 * @param subject what it refers to
 * @param artifactType as a referrers list shows it
 * @param annotations as a referrers list shows them
 */
record ManifestContents(
    List<Descriptor> blobs,
    List<Descriptor> children,
    Optional<Descriptor> subject,
    String artifactType,
    Map<String, String> annotations) {

  /** Layers that are fetched from elsewhere by licence, so registries need not have them. */
  private static final Set<String> FOREIGN =
      Set.of(
          "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
          "application/vnd.oci.image.layer.nondistributable.v1.tar",
          "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
          "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd");

  private static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.REGISTRY_REJECTED, InputException::new);

  /**
   * @throws InputException when it is no manifest of its media type
   */
  static ManifestContents of(Manifest manifest) {
    String text = new String(manifest.bytes(), StandardCharsets.UTF_8);
    Fields fields = Fields.of(Documents.json(text, Path.of("manifest"), KIND), KIND, "");
    checkType(fields, manifest.mediaType());
    Optional<Descriptor> subject = fields.fields("subject").map(Descriptor::read);
    Map<String, String> annotations = fields.textMap("annotations");
    String artifactType = fields.text("artifactType").orElse("");
    if (MediaType.isIndex(manifest.mediaType())) {
      return new ManifestContents(
          List.of(), descriptors(fields, "manifests"), subject, artifactType, annotations);
    }
    Descriptor config =
        fields
            .fields("config")
            .map(Descriptor::read)
            .orElseThrow(() -> fields.invalid("config", "missing", "An image has a config"));
    return new ManifestContents(
        blobs(config, descriptors(fields, "layers")),
        List.of(),
        subject,
        artifactType.isEmpty() ? config.mediaType() : artifactType,
        annotations);
  }

  private static void checkType(Fields fields, String pushedAs) {
    if (!MediaType.MANIFESTS.contains(pushedAs)) {
      throw fields.invalid("mediaType", "not a manifest's", "Push an OCI or Docker v2.2 manifest");
    }
    if (fields.integer("schemaVersion").orElse(0L) != 2) {
      throw fields.invalid("schemaVersion", "not 2", "Push an OCI or Docker v2.2 manifest");
    }
    if (!fields.text("mediaType").orElse(pushedAs).equals(pushedAs)) {
      throw fields.invalid("mediaType", "not the Content-Type", "Push it as what it says it is");
    }
  }

  private static List<Descriptor> blobs(Descriptor config, List<Descriptor> layers) {
    List<Descriptor> blobs = new ArrayList<>();
    blobs.add(config);
    layers.stream().filter(layer -> !FOREIGN.contains(layer.mediaType())).forEach(blobs::add);
    return List.copyOf(blobs);
  }

  private static List<Descriptor> descriptors(Fields fields, String key) {
    return fields.list(key).stream().map(Descriptor::read).toList();
  }

  /** Whether it needs {@code content} to be there. */
  boolean names(Digest content) {
    return Stream.concat(blobs.stream(), children.stream())
        .anyMatch(part -> part.digest().equals(content));
  }

  /** Whether {@code digest} is its subject. */
  boolean refersTo(Digest digest) {
    return subject.filter(named -> named.digest().equals(digest)).isPresent();
  }

  /** As its subject's referrers list shows {@code manifest}, whose contents these are. */
  Descriptor asReferrer(Descriptor manifest) {
    return new Descriptor(
        manifest.mediaType(),
        manifest.digest(),
        manifest.size(),
        annotations,
        artifactType,
        "",
        Optional.empty());
  }
}
