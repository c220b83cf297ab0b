package org.ignition.registry.embedded;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.ignition.image.Digest;

/**
 * The {@code blobs/sha256} of a layout. A file stands there only after its digest was checked.
 *
 * @param folder where the blobs are
 */
record BlobFolder(Path folder) {

  Path path(Digest digest) {
    return folder.resolve(digest.hex());
  }

  OptionalLong size(Digest digest) throws IOException {
    Path path = path(digest);
    return Files.isRegularFile(path) ? OptionalLong.of(Files.size(path)) : OptionalLong.empty();
  }

  /** Takes over a checked file that is on disk already. */
  void take(Path checked, Digest digest) throws IOException {
    if (size(digest).isPresent()) {
      Files.delete(checked);
    } else {
      DurableFiles.moveIn(checked, path(digest));
    }
  }

  /** Shares a blob of another layout under the same root. */
  void link(BlobFolder other, Digest digest) throws IOException {
    try {
      Files.createLink(path(digest), other.path(digest));
    } catch (FileAlreadyExistsException e) {
      // It was there already, which is what was asked for.
    }
  }

  boolean delete(Digest digest) throws IOException {
    return Files.deleteIfExists(path(digest));
  }
}
