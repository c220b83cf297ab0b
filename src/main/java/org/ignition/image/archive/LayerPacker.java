package org.ignition.image.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.ignition.image.AssembledImage;
import org.ignition.image.BlobSource.InFile;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.MediaType;
import org.ignition.image.content.BlobContent;
import org.ignition.image.content.UnpackLimit;

/** Makes blobs of a docker-save archive's layers, and checks that they are what they are called. */
record LayerPacker(Path workFolder, UnpackLimit limit, Refusal refusal) {

  /** Part of the digest of every image packed here: never to be changed. */
  private static final int LEVEL = 6;

  private static final int BUFFER = 64 << 10;

  /**
   * A layer as the archive has it.
   *
   * @param content where its tar is
   * @param diffId the digest of the tar, not packed
   */
  record Layer(InFile content, Digest diffId) {}

  /** Packs a plain tar; what is packed already stays as it is (Jib and ko write such archives). */
  AssembledImage.Blob pack(Layer layer) throws IOException {
    return switch (BlobContent.compression(layer.content())) {
      case NONE -> gzip(layer);
      case GZIP -> keep(layer, MediaType.OCI_LAYER_GZIP);
      case ZSTD -> keep(layer, MediaType.OCI_LAYER_ZSTD);
    };
  }

  private AssembledImage.Blob gzip(Layer layer) throws IOException {
    Path packed = Files.createTempFile(workFolder, "layer-", ".tar.gz");
    try {
      Digest digest = gzip(layer, packed);
      long size = Files.size(packed);
      return new AssembledImage.Blob(
          Descriptor.of(MediaType.OCI_LAYER_GZIP, digest, size), new InFile(packed, 0, size));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(packed);
      throw e;
    }
  }

  private Digest gzip(Layer layer, Path packed) throws IOException {
    MessageDigest plain = Digest.sha256();
    MessageDigest zipped = Digest.sha256();
    try (InputStream in = BlobContent.open(layer.content());
        OutputStream file = new DigestOutputStream(Files.newOutputStream(packed), zipped);
        OutputStream out = new GzipCompressorOutputStream(file, parameters())) {
      transfer(in, plain, out);
    }
    check(layer, Digest.of(plain));
    return Digest.of(zipped);
  }

  /** No name, no time, no operating system: the same layer, the same bytes. */
  private static GzipParameters parameters() {
    GzipParameters parameters = new GzipParameters();
    parameters.setCompressionLevel(LEVEL);
    parameters.setOS(GzipParameters.OS.UNKNOWN);
    parameters.setBufferSize(BUFFER);
    return parameters;
  }

  private AssembledImage.Blob keep(Layer layer, String mediaType) throws IOException {
    MessageDigest plain = Digest.sha256();
    MessageDigest zipped = Digest.sha256();
    try (InputStream in = BlobContent.unpack(layer.content(), limit)) {
      transfer(in, plain, OutputStream.nullOutputStream());
    }
    check(layer, Digest.of(plain));
    try (InputStream in = BlobContent.open(layer.content())) {
      transfer(in, zipped, OutputStream.nullOutputStream());
    }
    return new AssembledImage.Blob(
        Descriptor.of(mediaType, Digest.of(zipped), layer.content().length()), layer.content());
  }

  private static void transfer(InputStream in, MessageDigest digest, OutputStream out)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      digest.update(buffer, 0, count);
      out.write(buffer, 0, count);
    }
  }

  private void check(Layer layer, Digest actual) {
    if (!actual.equals(layer.diffId())) {
      throw refusal.corrupt(
          "A layer that the configuration calls " + layer.diffId() + " has the digest " + actual);
    }
  }
}
