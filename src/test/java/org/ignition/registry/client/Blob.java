package org.ignition.registry.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Random;
import org.ignition.image.AssembledImage;
import org.ignition.image.BlobSource;
import org.ignition.image.Descriptor;
import org.ignition.image.MediaType;

/** Blobs for tests. */
final class Blob {

  private Blob() {}

  static AssembledImage.Blob of(String text) {
    return of(text.getBytes(UTF_8));
  }

  static AssembledImage.Blob of(byte[] content) {
    return new AssembledImage.Blob(
        Descriptor.of(MediaType.OCI_LAYER_TAR, content), new BlobSource.InMemory(content));
  }

  static byte[] noise(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }
}
