package org.ignition.image.jib;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ignition.failure.SourceLocation;
import org.ignition.image.ImageReference;
import org.ignition.image.Platform;

/**
 * What an image is to be made of: the build file of Jib's own command line, {@code jib/v1alpha1}.
 *
 * @param file as errors name it
 * @param from the base image; empty for none
 * @param created the configuration's {@code created}; the epoch where the file says nothing
 * @param format of the manifest
 * @param environment by name, in the file's order
 * @param labels by key, in the file's order
 * @param volumes absolute paths
 * @param exposedPorts every single one, ranges resolved
 * @param user who the container runs as; empty to inherit
 * @param workingDirectory an absolute path; empty to inherit
 * @param entrypoint empty to inherit; an empty list clears the base's
 * @param cmd empty to inherit; an empty list clears the base's
 * @param layers lowest first
 */
public record BuildFile(
    Path file,
    Optional<Base> from,
    Instant created,
    Format format,
    Map<String, String> environment,
    Map<String, String> labels,
    List<String> volumes,
    Set<Port> exposedPorts,
    Optional<String> user,
    Optional<String> workingDirectory,
    Optional<List<String>> entrypoint,
    Optional<List<String>> cmd,
    List<Layer> layers) {

  /** Copies the collections, keeping their order. */
  public BuildFile {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    volumes = List.copyOf(volumes);
    exposedPorts = Set.copyOf(exposedPorts);
    entrypoint = entrypoint.map(List::copyOf);
    cmd = cmd.map(List::copyOf);
    layers = List.copyOf(layers);
  }

  /** The form of the manifest. */
  public enum Format {
    /** Docker image manifest v2.2, the schema's default. Has no annotations. */
    DOCKER,
    /** OCI image manifest. */
    OCI
  }

  /**
   * The image underneath.
   *
   * @param image its name
   * @param platforms which of its platforms are wanted; empty for whichever is configured
   * @param at where the name stands
   */
  public record Base(ImageReference image, List<Platform> platforms, SourceLocation at) {

    /** Copies the platforms. */
    public Base {
      platforms = List.copyOf(platforms);
    }
  }

  /**
   * A port that the container listens on.
   *
   * @param number 1 to 65535
   * @param protocol {@code tcp} or {@code udp}
   */
  public record Port(int number, String protocol) {}

  /**
   * Files that go into one layer.
   *
   * @param name for the image's history
   * @param copies in the file's order
   */
  public record Layer(String name, List<Copy> copies) {

    /** Copies the list. */
    public Layer {
      copies = List.copyOf(copies);
    }
  }

  /**
   * A file or folder and where it goes.
   *
   * @param src relative to the build's folder, or absolute
   * @param dest absolute path in the image
   * @param intoFolder whether {@code dest} ended in a slash, so that a file keeps its name
   * @param includes globs over the files of a folder; empty for all
   * @param excludes globs over the files of a folder
   * @param properties what the files are like in the image
   * @param at where {@code src} stands
   */
  public record Copy(
      String src,
      String dest,
      boolean intoFolder,
      List<String> includes,
      List<String> excludes,
      FileProperties properties,
      SourceLocation at) {

    /** Copies the lists. */
    public Copy {
      includes = List.copyOf(includes);
      excludes = List.copyOf(excludes);
    }
  }

  /**
   * What files are like in the image, whatever they are like here.
   *
   * @param filePermissions three octal digits
   * @param directoryPermissions three octal digits
   * @param user name or number; empty for root
   * @param group name or number; empty for root
   * @param timestamp of modification
   */
  public record FileProperties(
      String filePermissions,
      String directoryPermissions,
      String user,
      String group,
      Instant timestamp) {

    /** 644, 755, root, and one second after the epoch. */
    public static final FileProperties DEFAULTS =
        new FileProperties("644", "755", "", "", Instant.ofEpochSecond(1));

    /** {@code user:group}, in Jib's form. */
    String ownership() {
      return group.isEmpty() ? user : user + ":" + group;
    }
  }
}
