package org.ignition.image.jib;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Descriptor;
import org.ignition.image.Manifest;
import org.ignition.image.Manifest.ImageManifest;
import org.ignition.image.MediaType;
import org.ignition.image.jib.BuildFile.Base;
import org.ignition.image.jib.BuildFile.Format;
import org.ignition.json.Json;

/**
 * Writes the manifest, because Jib's has no annotations and calls every layer of the base gzipped,
 * which some are not.
 */
final class AssembledManifest {

  private static final Map<String, String> TO_OCI =
      Map.of(
          MediaType.DOCKER_LAYER_GZIP,
          MediaType.OCI_LAYER_GZIP,
          "application/vnd.docker.image.rootfs.diff.tar",
          MediaType.OCI_LAYER_TAR,
          "application/vnd.docker.image.rootfs.diff.tar.zstd",
          MediaType.OCI_LAYER_ZSTD);

  private AssembledManifest() {}

  /**
   * @param config its bytes
   * @param layers lowest first, with the media types that they have where they come from
   */
  static Manifest of(
      Format format, byte[] config, List<Descriptor> layers, Map<String, String> annotations) {
    return switch (format) {
      case OCI ->
          Manifest.write(
              new ImageManifest(
                  "",
                  Descriptor.of(MediaType.OCI_CONFIG, config),
                  layers.stream().map(AssembledManifest::oci).toList(),
                  Optional.empty(),
                  annotations));
      case DOCKER -> docker(config, layers);
    };
  }

  private static Descriptor oci(Descriptor layer) {
    return typed(TO_OCI.getOrDefault(layer.mediaType(), layer.mediaType()), layer);
  }

  /** Docker image manifest v2.2 (distribution's "Image Manifest Version 2, Schema 2"). */
  private static Manifest docker(byte[] config, List<Descriptor> layers) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schemaVersion", 2);
    json.put("mediaType", MediaType.DOCKER_MANIFEST);
    json.put("config", Descriptor.of(MediaType.DOCKER_CONFIG, config).toJson());
    json.put(
        "layers",
        layers.stream().map(l -> typed(MediaType.DOCKER_LAYER_GZIP, l).toJson()).toList());
    return new Manifest(MediaType.DOCKER_MANIFEST, Json.bytes(json));
  }

  private static Descriptor typed(String mediaType, Descriptor layer) {
    return Descriptor.of(mediaType, layer.digest(), layer.size());
  }

  /**
   * Checks that a base's layers can be named in a manifest of {@code format}.
   *
   * @throws InputException when they can't
   */
  static void check(Format format, Base base, List<Descriptor> layers) {
    for (Descriptor layer : layers) {
      String type = oci(layer).mediaType();
      boolean fits =
          switch (format) {
            case OCI -> type.startsWith(MediaType.OCI_LAYER_TAR);
            case DOCKER -> type.equals(MediaType.OCI_LAYER_GZIP);
          };
      if (!fits) {
        throw new InputException(
            Problem.of(
                    ErrorCode.BUILD_FILE_INVALID,
                    "Base image " + base.image() + " has a layer that the format can't name",
                    "The Docker format has gzipped layers only",
                    "Write `format: OCI`, or name another base")
                .at(base.at()));
      }
    }
  }
}
