package org.ignition.image.jib;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ignition.failure.InputException;
import org.ignition.failure.RemoteException;
import org.ignition.image.AssembledImage;
import org.ignition.image.ImageName;
import org.ignition.image.Manifest;
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
      AssembledImage image = assemble(request, layers, base, work, caches);
      FileTree.delete(caches);
      return image;
    } catch (Exception e) {
      discard(work, e);
      throw e;
    }
  }

  /** What can't be deleted must not hide why it had to be. */
  private static void discard(Path work, Exception cause) {
    try {
      FileTree.delete(work);
    } catch (IOException e) {
      cause.addSuppressed(e);
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
      return new Composition(request, base, blobs).of(pushed);
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
}
