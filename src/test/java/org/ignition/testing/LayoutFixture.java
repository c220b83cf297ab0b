package org.ignition.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.MediaType;
import org.ignition.image.Platform;
import org.ignition.json.Json;

/** An OCI layout in the making, whose documents are written as buildx writes them. */
public final class LayoutFixture {

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<Descriptor> top = new ArrayList<>();

  public LayoutFixture() {
    put("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
  }

  /** Adds or replaces a file of the archive. */
  public LayoutFixture put(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  public LayoutFixture remove(String name) {
    files.remove(name);
    return this;
  }

  public byte[] content(String name) {
    return Objects.requireNonNull(files.get(name));
  }

  public Descriptor blob(String mediaType, byte[] content) {
    Descriptor descriptor = Descriptor.of(mediaType, content);
    files.put(pathOf(descriptor), content);
    return descriptor;
  }

  public static String pathOf(Descriptor descriptor) {
    return "blobs/sha256/" + descriptor.digest().hex();
  }

  /** An image of plain layers, stored packed with gzip; the manifest is pretty-printed. */
  public Descriptor image(Platform platform, byte[]... tars) {
    Descriptor config = blob(MediaType.OCI_CONFIG, config(platform, tars));
    List<Object> layers = new ArrayList<>();
    for (byte[] tar : tars) {
      layers.add(blob(MediaType.OCI_LAYER_GZIP, Packed.gzip(tar)).toJson());
    }
    return manifest(config, layers);
  }

  public Descriptor manifest(Descriptor config, List<Object> layers) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("schemaVersion", 2);
    manifest.put("mediaType", MediaType.OCI_MANIFEST);
    manifest.put("config", config.toJson());
    manifest.put("layers", layers);
    return blob(MediaType.OCI_MANIFEST, Json.pretty(manifest).getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] config(Platform platform, byte[]... tars) {
    List<String> diffIds = new ArrayList<>();
    for (byte[] tar : tars) {
      diffIds.add(Digest.of(tar).value());
    }
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("created", "2026-01-02T03:04:05Z");
    config.put("architecture", platform.architecture());
    config.put("os", platform.os());
    config.put("config", Map.of("Env", List.of("PATH=/usr/bin")));
    config.put("rootfs", Map.of("type", "layers", "diff_ids", diffIds));
    return Json.bytes(config);
  }

  /** The attestation that buildx puts beside an image. */
  public Descriptor attestation(Descriptor image) {
    Descriptor manifest =
        manifest(
            blob(MediaType.OCI_CONFIG, config(new Platform("unknown", "unknown", ""))), List.of());
    return new Descriptor(
        manifest.mediaType(),
        manifest.digest(),
        manifest.size(),
        Map.of(
            "vnd.docker.reference.type",
            "attestation-manifest",
            "vnd.docker.reference.digest",
            image.digest().value()),
        "",
        "",
        Optional.of(new Platform("unknown", "unknown", "")));
  }

  public Descriptor index(Descriptor... children) {
    return blob(MediaType.OCI_INDEX, indexOf(List.of(children)));
  }

  public LayoutFixture top(Descriptor descriptor) {
    top.add(descriptor);
    return this;
  }

  public static Descriptor on(Platform platform, Descriptor descriptor) {
    return new Descriptor(
        descriptor.mediaType(),
        descriptor.digest(),
        descriptor.size(),
        descriptor.annotations(),
        "",
        "",
        Optional.of(platform));
  }

  public static Descriptor called(String name, Descriptor descriptor) {
    return new Descriptor(
        descriptor.mediaType(),
        descriptor.digest(),
        descriptor.size(),
        Map.of("io.containerd.image.name", name),
        "",
        "",
        descriptor.platform());
  }

  private static byte[] indexOf(List<Descriptor> children) {
    Map<String, Object> index = new LinkedHashMap<>();
    index.put("schemaVersion", 2);
    index.put("mediaType", MediaType.OCI_INDEX);
    index.put("manifests", children.stream().map(Descriptor::toJson).toList());
    return Json.pretty(index).getBytes(StandardCharsets.UTF_8);
  }

  private Map<String, byte[]> whole() {
    Map<String, byte[]> whole = new LinkedHashMap<>(files);
    whole.putIfAbsent("index.json", indexOf(top));
    return whole;
  }

  public TarFixture tar() {
    TarFixture tar = new TarFixture().folder("blobs").folder("blobs/sha256");
    whole().forEach(tar::file);
    return tar;
  }

  public Path folder(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : whole().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return folder;
  }
}
