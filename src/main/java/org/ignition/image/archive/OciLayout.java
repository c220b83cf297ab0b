package org.ignition.image.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.image.AssembledImage;
import org.ignition.image.BlobSource;
import org.ignition.image.Descriptor;
import org.ignition.image.Manifest;
import org.ignition.image.Manifest.ImageManifest;
import org.ignition.image.MediaType;
import org.ignition.image.Platform;
import org.ignition.image.inspection.ImageConfiguration;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;

/** Takes one image out of an OCI layout, byte for byte. */
final class OciLayout {

  static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.ARCHIVE_UNREADABLE, InputException::new);

  private static final List<String> CONFIGS =
      List.of(MediaType.OCI_CONFIG, MediaType.DOCKER_CONFIG);

  private final ArchiveFiles files;
  private final ArchiveRequest request;
  private final LayoutBlobs blobs;
  private final Refusal refusal;

  OciLayout(ArchiveFiles files, ArchiveRequest request) {
    this.files = files;
    this.request = request;
    this.blobs = new LayoutBlobs(files);
    this.refusal = files.refusal();
  }

  AssembledImage image(byte[] index) throws IOException {
    checkVersion();
    Candidates candidates = new Candidates(blobs, this::platform, refusal);
    List<Candidate> found = candidates.in(new Manifest(MediaType.OCI_INDEX, index).index(KIND));
    if (found.isEmpty()) {
      throw refusal.unreadable("Its index names no image");
    }
    Choice choice = Choice.among(found, request.platform(), request.reference(), refusal);
    List<String> notes = new ArrayList<>(candidates.notes());
    notes.addAll(choice.notes());
    return image(choice.image(), notes);
  }

  private void checkVersion() throws IOException {
    byte[] marker = files.small("oci-layout").orElseThrow();
    String version = fields(marker, "oci-layout").text("imageLayoutVersion").orElse("");
    if (!version.startsWith("1.")) {
      throw refusal.unreadable("Its oci-layout file is not of version 1");
    }
  }

  /** What the configuration says, for a child whose index does not. */
  private Platform platform(Descriptor manifest) throws IOException {
    return configuration(manifest(manifest)).platform();
  }

  private AssembledImage image(Candidate chosen, List<String> notes) throws IOException {
    Manifest exact = exact(chosen.manifest());
    ImageManifest manifest = manifest(chosen.manifest());
    ImageConfiguration configuration = configuration(manifest);
    checkPlatform(chosen.platform(), configuration.platform());
    if (configuration.layers().size() != manifest.layers().size()) {
      throw refusal.corrupt(
          "The manifest names %d layers and the configuration %d"
              .formatted(manifest.layers().size(), configuration.layers().size()));
    }
    return new AssembledImage(
        exact,
        verified(manifest),
        configuration.platform(),
        configuration.created(),
        BaseImage.of(manifest.annotations(), configuration.labels()),
        notes);
  }

  private void checkPlatform(Platform index, Platform configuration) {
    boolean same =
        index.os().equals(configuration.os())
            && index.architecture().equals(configuration.architecture());
    if (!same) {
      throw refusal.refused(
          ErrorCode.PLATFORM_MISSING,
          "The image's configuration disagrees with the index about the platform",
          "The index says " + index + ", the configuration " + configuration,
          "Build it again for " + index);
    }
  }

  private List<AssembledImage.Blob> verified(ImageManifest manifest) throws IOException {
    List<Descriptor> layers = distinct(manifest.layers());
    blobs.verify(layers);
    List<AssembledImage.Blob> verified = new ArrayList<>();
    verified.add(
        new AssembledImage.Blob(
            manifest.config(), new BlobSource.InMemory(blobs.small(manifest.config()))));
    for (Descriptor layer : layers) {
      verified.add(new AssembledImage.Blob(layer, blobs.locate(layer)));
    }
    return verified;
  }

  private static List<Descriptor> distinct(List<Descriptor> layers) {
    List<Descriptor> distinct = new ArrayList<>();
    for (Descriptor layer : layers) {
      if (distinct.stream().noneMatch(known -> known.digest().equals(layer.digest()))) {
        distinct.add(layer);
      }
    }
    return distinct;
  }

  private Manifest exact(Descriptor descriptor) throws IOException {
    return new Manifest(descriptor.mediaType(), blobs.small(descriptor));
  }

  private ImageManifest manifest(Descriptor descriptor) throws IOException {
    Manifest exact = exact(descriptor);
    refuseOtherType(exact);
    ImageManifest manifest = exact.image(KIND);
    if (!manifest.artifactType().isEmpty() || !CONFIGS.contains(manifest.config().mediaType())) {
      throw refusal.unreadable(exact.digest() + " is an artifact, not an image");
    }
    return manifest;
  }

  /** A manifest that calls itself something else than its descriptor does has two meanings. */
  private void refuseOtherType(Manifest manifest) {
    Fields fields = fields(manifest.bytes(), manifest.digest().value());
    if (!fields.text("mediaType").orElse(manifest.mediaType()).equals(manifest.mediaType())) {
      throw refusal.corrupt(manifest.digest() + " has another media type than the index says");
    }
    for (Fields layer : fields.list("layers")) {
      String type = layer.text("mediaType").orElse("");
      if (!layer.items("urls").isEmpty()
          || type.contains("nondistributable")
          || type.contains(".foreign.")) {
        throw refusal.unreadable(
            "It has a layer that must not be distributed, and is to be had elsewhere only",
            "Build on a base image without such layers");
      }
    }
  }

  private ImageConfiguration configuration(ImageManifest manifest) throws IOException {
    byte[] json = blobs.small(manifest.config());
    return ImageConfiguration.read(json, within(manifest.config().digest().value()), KIND);
  }

  private Fields fields(byte[] json, String name) {
    return Fields.of(
        Documents.json(new String(json, StandardCharsets.UTF_8), within(name), KIND), KIND, "");
  }

  private Path within(String name) {
    return request.archive().resolve(name);
  }
}
