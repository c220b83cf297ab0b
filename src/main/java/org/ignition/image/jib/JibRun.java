package org.ignition.image.jib;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.ignition.image.Manifest;
import org.ignition.image.Platform;
import org.ignition.image.Tag;
import org.ignition.image.jib.BuildFile.Format;
import org.ignition.registry.embedded.EmbeddedRegistry;

/** One run of Jib against a loopback registry: it pulls {@link #BASE}, pushes {@link #TARGET}. */
final class JibRun {

  static final String BASE = "base";
  static final String TARGET = "assembled";

  private static final Tag TAG = new Tag("latest");
  private static final int ENDING_SECONDS = 2;

  /**
   * Both stand in the image's history and so in its digest. They name the layer format, not our
   * release or Jib's, so that neither changes an image of which nothing else changed.
   */
  private static final String TOOL_NAME = "ignition-release";

  private static final String TOOL_VERSION = "1";

  private final EmbeddedRegistry registry;
  private final Path caches;

  /**
   * @param registry answers for the base
   * @param caches folder for what Jib keeps; of no use afterwards
   */
  JibRun(EmbeddedRegistry registry, Path caches) {
    this.registry = registry;
    this.caches = caches;
  }

  /**
   * Assembles and pushes.
   *
   * @param labels all of them, sorted
   * @return the manifest that Jib pushed
   */
  Manifest of(
      BuildFile buildFile,
      Platform platform,
      List<FileEntriesLayer> layers,
      Map<String, String> labels)
      throws InterruptedException,
          RegistryException,
          IOException,
          CacheDirectoryCreationException,
          ExecutionException,
          InvalidImageReferenceException {
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());
    try {
      image(buildFile, platform, layers, labels).containerize(containerizer(threads));
    } finally {
      // After a failure Jib leaves its other steps running, which end with the registry at the
      // latest.
      threads.shutdownNow();
      threads.awaitTermination(ENDING_SECONDS, TimeUnit.SECONDS);
    }
    return registry
        .manifest(TARGET, TAG)
        .orElseThrow(() -> new IllegalStateException("Jib ended without a push"));
  }

  private JibContainerBuilder image(
      BuildFile buildFile,
      Platform platform,
      List<FileEntriesLayer> layers,
      Map<String, String> labels)
      throws InvalidImageReferenceException {
    JibContainerBuilder image =
        buildFile.from().isPresent()
            ? Jib.from(RegistryImage.named(registry.name(BASE).with(TAG)))
            : Jib.fromScratch();
    image
        .setPlatforms(
            Set.of(
                new com.google.cloud.tools.jib.api.buildplan.Platform(
                    platform.architecture(), platform.os())))
        .setFormat(buildFile.format() == Format.OCI ? ImageFormat.OCI : ImageFormat.Docker)
        .setCreationTime(buildFile.created())
        .setEnvironment(buildFile.environment())
        .setLabels(labels)
        .setVolumes(volumes(buildFile))
        .setExposedPorts(ports(buildFile))
        .setFileEntriesLayers(layers);
    buildFile.user().ifPresent(image::setUser);
    buildFile.workingDirectory().map(AbsoluteUnixPath::get).ifPresent(image::setWorkingDirectory);
    buildFile.entrypoint().ifPresent(image::setEntrypoint);
    buildFile.cmd().ifPresent(image::setProgramArguments);
    return image;
  }

  private static Set<AbsoluteUnixPath> volumes(BuildFile buildFile) {
    return buildFile.volumes().stream()
        .map(AbsoluteUnixPath::get)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<Port> ports(BuildFile buildFile) {
    return buildFile.exposedPorts().stream()
        .map(port -> Port.parseProtocol(port.number(), port.protocol()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Containerizer containerizer(ExecutorService threads)
      throws InvalidImageReferenceException {
    return Containerizer.to(RegistryImage.named(registry.name(TARGET).with(TAG)))
        .setAllowInsecureRegistries(true)
        .setAlwaysCacheBaseImage(false)
        .setBaseImageLayersCache(caches.resolve("base"))
        .setApplicationLayersCache(caches.resolve("application"))
        .setToolName(TOOL_NAME)
        .setToolVersion(TOOL_VERSION)
        .setExecutorService(threads);
  }
}
