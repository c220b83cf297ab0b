package org.ignition.image.archive;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.ignition.image.Platform;

/**
 * Which archive to read, and how.
 *
 * @param archive a tar, a tar packed with gzip or zstd, or a folder with an OCI layout
 * @param workFolder an existing folder for what has to be unpacked or packed; it must outlive the
 *     image, whose blobs may lie in it
 * @param platform the one to take from an archive with several
 * @param reference which image to take from an archive with several, as {@code docker save} names
 *     it ({@code shop:1.0}) or as the layout's {@code org.opencontainers.image.ref.name} says
 * @param annotations for a manifest that we have to write, because the archive has none; one that
 *     is there is never changed
 */
public record ArchiveRequest(
    Path archive,
    Path workFolder,
    Platform platform,
    Optional<String> reference,
    Map<String, String> annotations) {

  /** Copies the annotations. */
  public ArchiveRequest {
    annotations = Map.copyOf(annotations);
  }

  /** Reads {@code linux/amd64} from an archive with one image. */
  public static ArchiveRequest of(Path archive, Path workFolder) {
    return new ArchiveRequest(
        archive, workFolder, Platform.LINUX_AMD64, Optional.empty(), Map.of());
  }
}
