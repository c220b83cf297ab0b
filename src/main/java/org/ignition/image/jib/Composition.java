package org.ignition.image.jib;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.image.AssembledImage;
import org.ignition.image.AssembledImage.Blob;
import org.ignition.image.BlobSource;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.DockerHub;
import org.ignition.image.ImageName;
import org.ignition.image.ImageReference;
import org.ignition.image.Manifest;
import org.ignition.image.Manifest.ImageManifest;
import org.ignition.json.DocumentKind;

/**
 * Makes the image out of what Jib pushed: its layers and its configuration, the latter with what
 * Jib forgot, under a manifest of ours.
 */
final class Composition {

  private static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.ASSEMBLY_FAILED, InputException::new);

  private final AssemblyRequest request;
  private final Optional<BaseImage> base;
  private final Path files;

  /**
   * @param files folder of the blobs that Jib pushed, by hex digest
   */
  Composition(AssemblyRequest request, Optional<BaseImage> base, Path files) {
    this.request = request;
    this.base = base;
    this.files = files;
  }

  AssembledImage of(Manifest pushed) throws IOException {
    ImageManifest jibs = pushed.image(KIND);
    byte[] config = config(Files.readAllBytes(files.resolve(jibs.config().digest().hex())));
    List<Descriptor> layers = jibs.layers().stream().map(this::asWhereItComesFrom).toList();
    Manifest manifest =
        AssembledManifest.of(request.buildFile().format(), config, layers, annotations());
    ImageConfig read = ImageConfig.read(config, KIND);
    return new AssembledImage(
        manifest,
        blobs(manifest.image(KIND), config),
        read.platform(),
        read.created(),
        base.map(BaseImage::reference),
        List.of());
  }

  private byte[] config(byte[] written) {
    ImageConfig jibs = ImageConfig.read(written, KIND);
    if (base.isPresent()) {
      return jibs.inheriting(ImageConfig.read(base.get().config(), KIND));
    }
    String variant = request.platform().variant();
    return variant.isEmpty() ? written : jibs.withVariant(variant);
  }

  private Descriptor asWhereItComesFrom(Descriptor layer) {
    return base.flatMap(image -> image.layer(layer.digest())).orElse(layer);
  }

  private Map<String, String> annotations() {
    Map<String, String> annotations = new LinkedHashMap<>(request.annotations());
    base.ifPresent(image -> {
      annotations.put("org.opencontainers.image.base.name", name(image.reference()));
      annotations.put("org.opencontainers.image.base.digest", image.manifest().digest().value());
    });
    return annotations;
  }

  /** The name that people use, which is not the host that Docker Hub answers at. */
  private static String name(ImageReference reference) {
    ImageName name = reference.name();
    String host = DockerHub.is(name.registry()) ? DockerHub.NAME : name.registry();
    return host + "/" + name.repository() + reference.tag().map(tag -> ":" + tag).orElse("");
  }

  private List<Blob> blobs(ImageManifest image, byte[] config) {
    Map<Digest, Blob> blobs = new LinkedHashMap<>();
    blobs.put(image.config().digest(), new Blob(image.config(), new BlobSource.InMemory(config)));
    for (Descriptor layer : image.layers()) {
      blobs.putIfAbsent(layer.digest(), new Blob(layer, source(layer)));
    }
    return List.copyOf(blobs.values());
  }

  private BlobSource source(Descriptor layer) {
    return base.filter(image -> image.layer(layer.digest()).isPresent())
        .<BlobSource>map(image -> new BlobSource.Upstream(image.reference().name()))
        .orElseGet(
            () -> new BlobSource.InFile(files.resolve(layer.digest().hex()), 0, layer.size()));
  }
}
