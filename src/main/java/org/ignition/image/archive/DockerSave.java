package org.ignition.image.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.failure.ErrorCode;
import org.ignition.image.AssembledImage;
import org.ignition.image.BlobSource;
import org.ignition.image.BlobSource.InFile;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;
import org.ignition.image.Manifest.ImageManifest;
import org.ignition.image.MediaType;
import org.ignition.image.Quoted;
import org.ignition.image.content.InParallel;
import org.ignition.image.content.UnpackLimit;
import org.ignition.image.inspection.ImageConfiguration;
import org.ignition.json.Documents;
import org.ignition.json.Fields;
import org.ignition.json.Node;

/**
 * Takes one image out of a docker-save archive without an OCI layout (Docker Image Specification
 * v1.2, "Combined Image JSON + Filesystem Changeset Format"): Docker before 25, skopeo, Jib, ko.
 */
final class DockerSave {

  private static final Pattern HASH = Pattern.compile("(?:^|[/:])([0-9a-f]{64})(?:\\.json)?$");
  private static final int MOST_LAYERS = 1000;

  private final ArchiveFiles files;
  private final ArchiveRequest request;
  private final LayerPacker packer;
  private final Refusal refusal;

  DockerSave(ArchiveFiles files, ArchiveRequest request, UnpackLimit limit) {
    this.files = files;
    this.request = request;
    this.refusal = files.refusal();
    this.packer = new LayerPacker(request.workFolder(), limit, refusal);
  }

  AssembledImage image(byte[] manifest) throws IOException {
    Saved saved = choose(images(manifest));
    byte[] config = config(saved);
    ImageConfiguration configuration =
        ImageConfiguration.read(config, request.archive().resolve(saved.config()), OciLayout.KIND);
    checkPlatform(configuration);
    List<AssembledImage.Blob> layers = layers(saved, configuration);
    Descriptor configDescriptor = Descriptor.of(MediaType.OCI_CONFIG, config);
    ImageManifest image =
        new ImageManifest(
            "",
            configDescriptor,
            layers.stream().map(AssembledImage.Blob::descriptor).toList(),
            Optional.empty(),
            request.annotations());
    return new AssembledImage(
        Manifest.write(image),
        distinct(
            new AssembledImage.Blob(configDescriptor, new BlobSource.InMemory(config)), layers),
        configuration.platform(),
        configuration.created(),
        BaseImage.of(request.annotations(), configuration.labels()),
        List.of("the archive has no manifest: layers are packed and the manifest written here"));
  }

  /** One image of {@code manifest.json}; {@code RepoTags} is null for an image without a name. */
  private record Saved(String config, List<String> tags, List<String> layers) {}

  private List<Saved> images(byte[] manifest) {
    Node document =
        Documents.json(
            new String(manifest, StandardCharsets.UTF_8),
            request.archive().resolve("manifest.json"),
            OciLayout.KIND);
    if (!(document instanceof Node.Sequence images) || images.items().isEmpty()) {
      throw refusal.unreadable("Its manifest.json is not a list of images");
    }
    return images.items().stream().map(DockerSave::saved).toList();
  }

  private static Saved saved(Node image) {
    Fields fields = Fields.of(image, OciLayout.KIND, "");
    return new Saved(
        fields.requiredText("Config"), fields.texts("RepoTags"), fields.texts("Layers"));
  }

  private Saved choose(List<Saved> images) {
    List<String> tags = images.stream().flatMap(image -> image.tags().stream()).toList();
    List<Saved> named = images.stream().filter(this::isMeant).toList();
    if (named.isEmpty()) {
      throw Choice.unknownReference(request.reference().orElse(""), tags, refusal);
    }
    if (named.size() > 1) {
      throw Choice.several(tags.isEmpty() ? configs(named) : new TreeSet<>(tags), refusal);
    }
    return named.getFirst();
  }

  private boolean isMeant(Saved image) {
    return request.reference().isEmpty()
        || image.tags().stream()
            .anyMatch(tag -> ReferenceName.same(tag, request.reference().get()));
  }

  private static List<String> configs(List<Saved> images) {
    return images.stream().map(Saved::config).toList();
  }

  /** The configuration, whose file is usually called by its hash. */
  private byte[] config(Saved saved) throws IOException {
    byte[] config = files.small(saved.config()).orElseThrow(() -> missing(saved.config()));
    Matcher named = HASH.matcher(saved.config());
    if (named.find() && !Digest.of(config).hex().equals(named.group(1))) {
      throw refusal.corrupt("The configuration's digest is not the one in its name");
    }
    return config;
  }

  private void checkPlatform(ImageConfiguration configuration) {
    if (!PlatformMatch.same(configuration.platform(), request.platform())) {
      throw refusal.refused(
          ErrorCode.PLATFORM_MISSING,
          "No image for " + request.platform() + " in the archive",
          "It has: " + configuration.platform(),
          "Build for it: docker buildx build --platform "
              + request.platform()
              + " -o type=oci,dest=image.tar ., or set image.platform to what is there");
    }
  }

  private List<AssembledImage.Blob> layers(Saved saved, ImageConfiguration configuration)
      throws IOException {
    int count = saved.layers().size();
    if (count != configuration.layers().size() || count > MOST_LAYERS) {
      throw refusal.corrupt(
          "manifest.json names %d layers and the configuration %d"
              .formatted(count, configuration.layers().size()));
    }
    List<LayerPacker.Layer> layers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      layers.add(layer(saved.layers().get(i), configuration.layers().get(i)));
    }
    // A layer that occurs twice is one file in the archive, and is packed once.
    List<LayerPacker.Layer> distinct = layers.stream().distinct().toList();
    List<AssembledImage.Blob> packed = InParallel.map(distinct, packer::pack);
    return layers.stream().map(layer -> packed.get(distinct.indexOf(layer))).toList();
  }

  private LayerPacker.Layer layer(String name, String diffId) throws IOException {
    if (!Digest.isDigest(diffId)) {
      throw refusal.corrupt("The configuration names a layer " + Quoted.of(diffId));
    }
    InFile tar = files.find(name).orElseThrow(() -> missing(name));
    return new LayerPacker.Layer(tar, new Digest(diffId));
  }

  private RuntimeException missing(String name) {
    return refusal.corrupt("manifest.json names " + Quoted.of(name) + ", which is not in it");
  }

  private static List<AssembledImage.Blob> distinct(
      AssembledImage.Blob config, List<AssembledImage.Blob> layers) {
    Map<Digest, AssembledImage.Blob> distinct = new LinkedHashMap<>();
    distinct.put(config.descriptor().digest(), config);
    layers.forEach(layer -> distinct.putIfAbsent(layer.descriptor().digest(), layer));
    return List.copyOf(distinct.values());
  }
}
