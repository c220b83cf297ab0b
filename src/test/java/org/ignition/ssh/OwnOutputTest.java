package org.ignition.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnOutputTest {

  private static final String MARK = "[ignition-release begins here]\n";

  /** Packets end anywhere; what looks like a beginning later on is the command's own. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16, 31, 32, 1000})
  void beginsAfterTheMarkHoweverItArrives(int packet) throws IOException {
    byte[] own = ("\0\u00ff" + MARK + "[ig").getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(
        "Hi [ignition-release [[ignition-release begins".getBytes(StandardCharsets.US_ASCII));
    all.writeBytes(MARK.getBytes(StandardCharsets.US_ASCII));
    all.writeBytes(own);
    ByteArrayOutputStream passed = new ByteArrayOutputStream();
    OwnOutput output = new OwnOutput(passed);
    for (int from = 0; from < all.size(); from += packet) {
      output.write(all.toByteArray(), from, Math.min(packet, all.size() - from));
    }
    assertArrayEquals(own, passed.toByteArray());
  }
}
