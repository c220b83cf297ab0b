package org.ignition.image.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.ignition.image.BlobSource.InFile;
import org.ignition.image.Quoted;
import org.ignition.image.content.BlobContent;

/** The files of an archive, wherever they are. */
interface ArchiveFiles {

  /** What {@link #small} reads at most: the registry's own bound for manifests. */
  int SMALL = 4 << 20;

  /** What errors are said about. */
  Refusal refusal();

  /** The regular file called {@code name}, links followed. */
  Optional<InFile> find(String name) throws IOException;

  /**
   * The content of a document.
   *
   * @throws org.ignition.failure.InputException when it is larger than 4 MiB
   */
  default Optional<byte[]> small(String name) throws IOException {
    Optional<InFile> file = find(name);
    return file.isEmpty() ? Optional.empty() : Optional.of(small(file.get(), name));
  }

  /** The content of {@code file}, which is called {@code name}. */
  default byte[] small(InFile file, String name) throws IOException {
    if (file.length() > SMALL) {
      throw refusal()
          .unsafe(
              "%s is %d bytes long; no such document is longer than 4 MiB"
                  .formatted(Quoted.of(name), file.length()));
    }
    try (InputStream in = BlobContent.open(file)) {
      return in.readAllBytes();
    }
  }
}
