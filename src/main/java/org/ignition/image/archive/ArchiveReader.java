package org.ignition.image.archive;

import java.io.IOException;
import java.util.Optional;
import org.ignition.failure.InputException;
import org.ignition.image.AssembledImage;
import org.ignition.image.content.UnpackLimit;

/**
 * Reads the image that {@code docker buildx build -o type=oci|docker}, {@code docker save}, Buildah
 * or skopeo wrote.
 *
 * <p>Of an OCI layout (image-spec 1.1, "Image Layout"), which newer docker-save archives hold too,
 * manifest, configuration and layers are taken byte for byte. An older docker-save archive has no
 * manifest: its configuration is kept, its layers are packed by us, and the manifest is ours.
 */
public final class ArchiveReader {

  private final UnpackLimit limit;

  /** Reads with {@link UnpackLimit#GENEROUS}. */
  public ArchiveReader() {
    this(UnpackLimit.GENEROUS);
  }

  ArchiveReader(UnpackLimit limit) {
    this.limit = limit;
  }

  /**
   * The image, every byte of it checked against its digest. Blobs lie in the archive itself, or in
   * the work folder where they had to be unpacked or packed.
   *
   * @throws InputException when the archive is unreadable, unsafe or damaged, when it does not say
   *     which image is meant, or has none for the platform; nothing has happened then
   */
  public AssembledImage read(ArchiveRequest request) {
    Refusal refusal = new Refusal(request.archive());
    try {
      ArchiveFiles files =
          new OuterArchive(request.archive(), request.workFolder(), limit, refusal).open();
      return read(files, request);
    } catch (IOException e) {
      throw refusal.failed(e);
    }
  }

  private AssembledImage read(ArchiveFiles files, ArchiveRequest request) throws IOException {
    Optional<byte[]> index = files.small("index.json");
    if (index.isPresent() && files.find("oci-layout").isPresent()) {
      return new OciLayout(files, request).image(index.get());
    }
    Optional<byte[]> manifest = files.small("manifest.json");
    if (manifest.isPresent()) {
      return new DockerSave(files, request, limit).image(manifest.get());
    }
    throw files
        .refusal()
        .unreadable(
            index.isPresent()
                ? "It has an index.json, but no oci-layout file beside it"
                : "It has no OCI layout and no docker-save manifest: not an image archive,"
                    + " perhaps the tar of a file system (docker export)");
  }
}
