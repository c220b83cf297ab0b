package org.ignition.image.jib;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.RemoteException;
import org.ignition.image.AssembledImage;
import org.ignition.image.AssembledImage.Blob;
import org.ignition.image.BlobSource;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.ImageName;
import org.ignition.image.ImageReference;
import org.ignition.image.Manifest;
import org.ignition.image.Manifest.ImageManifest;
import org.ignition.image.Platform;
import org.ignition.json.DocumentKind;
import org.ignition.registry.Repository;
import org.ignition.registry.embedded.EmbeddedRegistry;
import org.ignition.registry.embedded.Upstream;

/**
 * Makes an image from a build file. The same inputs give the same bytes, whenever, wherever and
 * under whatever umask.
 *
 * <p>Jib pulls its base from and pushes to a loopback registry that says it has the base's layers,
 * so that these are never downloaded; everything remote goes through {@link Repository}.
 */
public final class JibAssembler {

  private static final DocumentKind OURS =
      DocumentKind.of(ErrorCode.ASSEMBLY_FAILED, InputException::new);

  private final BaseImages bases;

  /**
   * @param repositories where base images are read
   */
  public JibAssembler(Function<ImageName, Repository> repositories) {
    this.bases = new BaseImages(repositories);
  }

  /**
   * Assembles an image. The blobs that it made are files below the request's work folder.
   *
   * @throws InputException when a source is missing or out of bounds, the base has nothing for the
   *     platform, or the disk is full; nothing was pushed
   * @throws RemoteException when the base can't be read
   */
  public AssembledImage assemble(AssemblyRequest request) {
    request.versionFile().ifPresent(VersionLayer::check);
    List<FileEntriesLayer> layers =
        new LayerFiles(request.folder(), request.workspace()).layers(request.buildFile());
    Optional<BaseImage> base =
        request.buildFile().from().map(from -> bases.find(from, request.platform()));
    base.ifPresent(found -> check(request.buildFile(), found));
    try {
      return assemble(request, layers, base);
    } catch (Exception e) {
      throw AssemblyFailure.of(request, e);
    }
  }

  private static void check(BuildFile buildFile, BaseImage base) {
    buildFile
        .from()
        .ifPresent(
            from -> AssembledManifest.check(buildFile.format(), from, base.image().layers()));
  }

  private static AssembledImage assemble(
      AssemblyRequest request, List<FileEntriesLayer> layers, Optional<BaseImage> base)
      throws Exception {
    Path work = Files.createTempDirectory(request.work(), "assembly-");
    try {
      Path caches = Files.createDirectory(work.resolve("jib"));
      AssembledImage image = assemble(request, sources, base, work, caches);
      FileTree.delete(caches);
      return image;
    } catch (Exception e) {
      FileTree.delete(work);
      throw e;
    }
  }

  private static AssembledImage assemble(
      AssemblyRequest request,
      List<FileEntriesLayer> sources,
      Optional<BaseImage> base,
      Path work,
      Path caches)
      throws Exception {
    List<FileEntriesLayer> layers = withVersion(request, caches, sources);
    Upstream upstream = base.<Upstream>map(image -> image).orElse(Upstream.NONE);
    try (EmbeddedRegistry registry = EmbeddedRegistry.start(work, 0, upstream)) {
      Map<String, String> labels = Labels.merge(request.labels(), request.buildFile().labels());
      Manifest pushed =
          new JibRun(registry, caches).of(request.buildFile(), request.platform(), layers, labels);
      Path blobs = registry.layout(JibRun.TARGET).resolve("blobs").resolve("sha256");
      return compose(request, blobs, pushed.image(OURS), base);
    }
  }

  private static List<FileEntriesLayer> withVersion(
      AssemblyRequest request, Path scratch, List<FileEntriesLayer> layers) throws IOException {
    List<FileEntriesLayer> all = new ArrayList<>(layers);
    if (request.versionFile().isPresent()) {
      all.add(VersionLayer.of(request.versionFile().get(), scratch, layers));
    }
    return all;
  }

  private static AssembledImage compose(
      AssemblyRequest request, Path blobs, ImageManifest jibs, Optional<BaseImage> base)
      throws IOException {
    byte[] written = Files.readAllBytes(blobs.resolve(jibs.config().digest().hex()));
    byte[] config = config(ImageConfig.read(written, OURS), written, request.platform(), base);
    List<Descriptor> layers =
        jibs.layers().stream()
            .map(layer -> base.flatMap(b -> b.layer(layer.digest())).orElse(layer))
            .toList();
    Manifest manifest =
        AssembledManifest.of(
            request.buildFile().format(), config, layers, annotations(request, base));
    ImageConfig read = ImageConfig.read(config, OURS);
    return new AssembledImage(
        manifest,
        blobs(manifest.image(OURS), config, blobs, base),
        read.platform(),
        read.created(),
        base.map(BaseImage::reference),
        List.of());
  }

  private static byte[] config(
      ImageConfig jibs, byte[] written, Platform platform, Optional<BaseImage> base) {
    if (base.isPresent()) {
      return jibs.inheriting(ImageConfig.read(base.get().config(), OURS));
    }
    return platform.variant().isEmpty() ? written : jibs.withVariant(platform.variant());
  }

  private static Map<String, String> annotations(
      AssemblyRequest request, Optional<BaseImage> base) {
    Map<String, String> annotations = new LinkedHashMap<>(request.annotations());
    base.map(BaseImage::reference)
        .ifPresent(reference -> {
          annotations.put("org.opencontainers.image.base.name", name(reference));
          reference
              .digest()
              .ifPresent(d -> annotations.put("org.opencontainers.image.base.digest", d.value()));
        });
    return annotations;
  }

  /** The name that people use, which is not the host that Docker Hub answers at. */
  private static String name(ImageReference reference) {
    String name =
        reference.name().toString().replaceFirst("^registry-1\\.docker\\.io/", "docker.io/");
    return name + reference.tag().map(tag -> ":" + tag).orElse("");
  }

  private static List<Blob> blobs(
      ImageManifest image, byte[] config, Path files, Optional<BaseImage> base) {
    Map<Digest, Blob> blobs = new LinkedHashMap<>();
    blobs.put(image.config().digest(), new Blob(image.config(), new BlobSource.InMemory(config)));
    for (Descriptor layer : image.layers()) {
      BlobSource source =
          base.filter(b -> b.layer(layer.digest()).isPresent())
              .<BlobSource>map(b -> new BlobSource.Upstream(b.reference().name()))
              .orElseGet(() ->
                  new BlobSource.InFile(files.resolve(layer.digest().hex()), 0, layer.size()));
      blobs.putIfAbsent(layer.digest(), new Blob(layer, source));
    }
    return List.copyOf(blobs.values());
  }
}
