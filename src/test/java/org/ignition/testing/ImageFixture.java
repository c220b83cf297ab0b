package org.ignition.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ignition.image.AssembledImage;
import org.ignition.image.BlobSource;
import org.ignition.image.Descriptor;
import org.ignition.image.ImageName;
import org.ignition.image.Manifest;
import org.ignition.image.Manifest.ImageManifest;
import org.ignition.image.MediaType;
import org.ignition.image.Platform;
import org.ignition.json.Json;

/** An assembled image in memory, layer by layer from the lowest. */
public final class ImageFixture {

  private final List<AssembledImage.Blob> layers = new ArrayList<>();
  private final List<String> environment = new ArrayList<>();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final List<String> history = new ArrayList<>();

  public ImageFixture layer(TarFixture tar) {
    return layer(MediaType.OCI_LAYER_TAR, tar.bytes());
  }

  public ImageFixture layer(String mediaType, byte[] content) {
    return layer(Descriptor.of(mediaType, content), new BlobSource.InMemory(content));
  }

  public ImageFixture layer(Descriptor descriptor, BlobSource source) {
    layers.add(new AssembledImage.Blob(descriptor, source));
    return this;
  }

  public ImageFixture upstream(byte[] content) {
    return layer(
        Descriptor.of(MediaType.OCI_LAYER_GZIP, content),
        new BlobSource.Upstream(new ImageName("registry.example", "base")));
  }

  public ImageFixture environment(String assignment) {
    environment.add(assignment);
    return this;
  }

  public ImageFixture label(String key, String value) {
    labels.put(key, value);
    return this;
  }

  public ImageFixture history(String createdBy) {
    history.add(createdBy);
    return this;
  }

  public AssembledImage image() {
    byte[] config = config();
    List<AssembledImage.Blob> blobs = new ArrayList<>();
    blobs.add(
        new AssembledImage.Blob(
            Descriptor.of(MediaType.OCI_CONFIG, config), new BlobSource.InMemory(config)));
    blobs.addAll(layers);
    Manifest manifest =
        Manifest.write(
            new ImageManifest(
                "",
                blobs.getFirst().descriptor(),
                layers.stream().map(AssembledImage.Blob::descriptor).toList(),
                Optional.empty(),
                Map.of()));
    return new AssembledImage(
        manifest, blobs, Platform.LINUX_AMD64, Optional.empty(), Optional.empty(), List.of());
  }

  private byte[] config() {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("created", "2026-01-02T03:04:05Z");
    config.put("architecture", "amd64");
    config.put("os", "linux");
    config.put(
        "config", new TreeMap<>(Map.of("User", "1000", "Env", environment, "Labels", labels)));
    config.put("rootfs", new TreeMap<>(Map.of("type", "layers", "diff_ids", List.of())));
    config.put("history", history.stream().map(step -> Map.of("created_by", step)).toList());
    return Json.bytes(config);
  }
}
