package org.ignition.registry.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.ignition.image.Descriptor;
import org.ignition.image.MediaType;
import org.junit.jupiter.api.Test;

class VerifiedStreamTest {

  private static final byte[] CONTENT = Blob.noise(3_000_000);
  private static final Descriptor EXPECTED = Descriptor.of(MediaType.OCI_LAYER_TAR, CONTENT);

  @Test
  void checksWhatIsSkippedToo() throws IOException {
    byte[] damaged = CONTENT.clone();
    damaged[10]++;
    try (InputStream in = new VerifiedStream(new ByteArrayInputStream(damaged), EXPECTED)) {
      in.skipNBytes(2_000_000);
      assertThrows(VerifiedStream.MismatchException.class, in::readAllBytes);
    }
  }

  @Test
  void skipsInSmallStepsSinceItHasToRead() throws IOException {
    try (InputStream in = new VerifiedStream(new ByteArrayInputStream(CONTENT), EXPECTED)) {
      assertEquals(0, in.skip(0));
      assertEquals(0, in.skip(-5));
      long skipped = in.skip(Long.MAX_VALUE);
      assertTrue(skipped > 0 && skipped <= 64 * 1024, () -> skipped + " bytes at once");
    }
  }

  @Test
  void saysWhenItEndsEarly() throws IOException {
    byte[] half = Arrays.copyOf(CONTENT, CONTENT.length / 2);
    try (InputStream in = new VerifiedStream(new ByteArrayInputStream(half), EXPECTED)) {
      assertThrows(EOFException.class, in::readAllBytes);
    }
    try (InputStream in = new VerifiedStream(new ByteArrayInputStream(CONTENT), EXPECTED)) {
      assertArrayEquals(CONTENT, in.readAllBytes());
    }
  }
}
