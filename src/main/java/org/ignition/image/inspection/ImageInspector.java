package org.ignition.image.inspection;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.AssembledImage;
import org.ignition.image.Descriptor;
import org.ignition.image.content.BlobContent;
import org.ignition.image.content.ContentLimitException;
import org.ignition.image.content.InParallel;
import org.ignition.image.content.MalformedContentException;
import org.ignition.json.DocumentKind;

/**
 * Looks into an image before it is pushed. Every layer on this machine is read once, for the
 * version and for secrets together; once more only when the version's path leads through links.
 */
public final class ImageInspector {

  private static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.ARCHIVE_UNREADABLE, InputException::new);
  private static final int LARGEST_CONFIGURATION = 4 << 20;
  private static final int MOST_READS = 8;

  private final InspectionLimits limits;

  /** Inspects with generous limits: 64 GiB and five million entries in an image. */
  public ImageInspector() {
    this(InspectionLimits.GENEROUS);
  }

  ImageInspector(InspectionLimits limits) {
    this.limits = limits;
  }

  /**
   * What is in {@code image}. Layers that are upstream only are skipped and named.
   *
   * @throws InputException when a layer is damaged, is no tar, or unpacks beyond the limits
   */
  public Inspection inspect(AssembledImage image, InspectionRequest request) {
    try {
      return new Run(image, request).inspection();
    } catch (IOException e) {
      throw failed(image, e);
    }
  }

  private final class Run {

    private final Intended intended;
    private final List<AssembledImage.Blob> layers;
    private final ImageConfiguration configuration;
    private final Optional<String> versionPath;

    Run(AssembledImage image, InspectionRequest request) throws IOException {
      this.intended = Intended.of(request.intended());
      this.layers = layers(image);
      this.configuration = configuration(image);
      this.versionPath = request.versionPath().map(ImagePath::clean);
    }

    Inspection inspection() throws IOException {
      Set<String> interest =
          new HashSet<>(versionPath.map(PathLookup::withParents).orElse(Set.of()));
      List<Optional<LayerScan.Result>> scans = scan(interest, Optional.of(intended));
      return new Inspection(
          configuration,
          versionPath.isPresent()
              ? Optional.of(version(versionPath.get(), interest, scans))
              : Optional.empty(),
          secrets(scans),
          layers.stream()
              .filter(layer -> !BlobContent.isLocal(layer.source()))
              .map(layer -> layer.descriptor().digest())
              .toList());
    }

    private List<Optional<LayerScan.Result>> scan(Set<String> interest, Optional<Intended> search)
        throws IOException {
      InspectionLimits.Budget budget = limits.budget();
      Set<String> kept = Set.copyOf(interest);
      return InParallel.map(
          layers,
          layer ->
              BlobContent.isLocal(layer.source())
                  ? Optional.of(new LayerScan(kept, search, limits, budget).read(layer.source()))
                  : Optional.empty());
    }

    private VersionFile version(
        String path, Set<String> interest, List<Optional<LayerScan.Result>> first)
        throws IOException {
      List<Optional<LayerScan.Result>> scans = first;
      for (int reads = 1; reads <= MOST_READS; reads++) {
        switch (PathLookup.find(path, views(scans))) {
          case PathLookup.Outcome.Known known -> {
            return known.file();
          }
          case PathLookup.Outcome.Needs needs -> interest.addAll(needs.paths());
        }
        scans = scan(interest, Optional.empty());
      }
      return new VersionFile.NotAFile("the beginning of a long chain of links");
    }

    private List<SecretFinding> secrets(List<Optional<LayerScan.Result>> scans) {
      Set<SecretFinding> findings =
          new LinkedHashSet<>(ConfigurationScan.of(configuration, intended));
      for (int layer = 0; layer < scans.size(); layer++) {
        List<LayerScan.Suspect> suspects =
            scans.get(layer).map(LayerScan.Result::suspects).orElse(List.of());
        for (LayerScan.Suspect suspect : suspects) {
          findings.add(finding(suspect, layer, views(scans)));
        }
      }
      return List.copyOf(findings);
    }
  }

  private static SecretFinding finding(
      LayerScan.Suspect suspect, int layer, List<Optional<LayerView>> views) {
    boolean isDeleted =
        views.subList(layer + 1, views.size()).stream()
            .flatMap(Optional::stream)
            .anyMatch(view -> view.hides(suspect.path()));
    String why = suspect.rule().why();
    return new SecretFinding(
        suspect.where(),
        suspect.rule().id(),
        isDeleted
            ? why + "; a later layer deletes it, but it stays in the image for whoever looks"
            : why);
  }

  private static List<Optional<LayerView>> views(List<Optional<LayerScan.Result>> scans) {
    return scans.stream().map(scan -> scan.map(LayerScan.Result::view)).toList();
  }

  /** The layers in the manifest's order; one that occurs twice is looked at twice. */
  private static List<AssembledImage.Blob> layers(AssembledImage image) {
    List<AssembledImage.Blob> layers = new ArrayList<>();
    for (Descriptor layer : image.manifest().image(KIND).layers()) {
      layers.add(blob(image, layer));
    }
    return layers;
  }

  private static AssembledImage.Blob blob(AssembledImage image, Descriptor wanted) {
    return image.blobs().stream()
        .filter(blob -> blob.descriptor().digest().equals(wanted.digest()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the image lacks " + wanted.digest()));
  }

  private static ImageConfiguration configuration(AssembledImage image) throws IOException {
    Descriptor config = image.manifest().image(KIND).config();
    try (InputStream in = BlobContent.open(blob(image, config).source())) {
      byte[] json = in.readNBytes(LARGEST_CONFIGURATION + 1);
      if (json.length > LARGEST_CONFIGURATION) {
        throw new ContentLimitException("the configuration is longer than 4 MiB");
      }
      return ImageConfiguration.read(json, Path.of("image configuration"), KIND);
    }
  }

  private static IgnitionException failed(AssembledImage image, IOException e) {
    boolean isBomb = e instanceof ContentLimitException;
    String why =
        switch (e) {
          case ContentLimitException limit -> clause(limit);
          case MalformedContentException malformed -> clause(malformed);
          case EOFException _ -> "it is cut off before its end";
          case ZipException _ -> "its gzip data is damaged";
          default -> "it cannot be read from the disk";
        };
    return new InputException(
        Problem.of(
            isBomb ? ErrorCode.ARCHIVE_UNSAFE : ErrorCode.ARCHIVE_CORRUPT,
            "Cannot look into a layer of " + image.digest() + ": " + why,
            "What cannot be read cannot be checked for its version and for secrets",
            "Build the image again; if it stays so, look at the layer with: tar -tvf"),
        e);
  }

  private static String clause(IOException e) {
    return Objects.requireNonNullElse(e.getMessage(), "it is damaged");
  }
}
