package org.ignition.image.archive;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.ignition.image.BlobSource.InFile;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.content.BlobContent;
import org.ignition.image.content.InParallel;

/**
 * The blobs of an OCI layout (image-spec 1.1, "Image Layout"), none of which is believed to be what
 * it is called before its bytes were hashed.
 */
record LayoutBlobs(ArchiveFiles files) {

  private static final int BUFFER = 256 << 10;

  boolean has(Descriptor descriptor) throws IOException {
    return files.find(name(descriptor)).isPresent();
  }

  /** Where the blob is, once its size is right. */
  InFile locate(Descriptor descriptor) throws IOException {
    Optional<InFile> found = files.find(name(descriptor));
    InFile file =
        found.orElseThrow(
            () -> files.refusal().corrupt(descriptor.digest() + " is named but not in it"));
    if (file.length() != descriptor.size()) {
      throw files
          .refusal()
          .corrupt(
              "%s is %d bytes long where %d are declared"
                  .formatted(descriptor.digest(), file.length(), descriptor.size()));
    }
    return file;
  }

  /** The content of a document, checked against its digest. */
  byte[] small(Descriptor descriptor) throws IOException {
    byte[] content = files.small(locate(descriptor), name(descriptor));
    check(descriptor, Digest.of(content));
    return content;
  }

  /** Reads each blob once and compares size and digest; as many at a time as there are cores. */
  void verify(List<Descriptor> descriptors) throws IOException {
    InParallel.map(descriptors, this::verify);
  }

  private boolean verify(Descriptor descriptor) throws IOException {
    check(descriptor, hash(locate(descriptor)));
    return true;
  }

  private void check(Descriptor descriptor, Digest actual) {
    if (!actual.equals(descriptor.digest())) {
      throw files
          .refusal()
          .corrupt("A blob called " + descriptor.digest() + " has the digest " + actual);
    }
  }

  private static Digest hash(InFile file) throws IOException {
    MessageDigest sha256 = Digest.sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = BlobContent.open(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        sha256.update(buffer, 0, count);
      }
    }
    return Digest.of(sha256);
  }

  private static String name(Descriptor descriptor) {
    return "blobs/sha256/" + descriptor.digest().hex();
  }
}
