package org.ignition.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.registry.TransferListener.Event;
import org.junit.jupiter.api.Test;

class TransferTallyTest {

  private static final long MIB = 1 << 20;
  private static final Descriptor SMALL = blob("small", 100 * MIB);
  private static final Descriptor LARGE = blob("large", 200 * MIB);

  @Test
  void countsWhatIsSentAndWhatWasThere() {
    TransferTally tally = new TransferTally(List.of(SMALL, LARGE, LARGE));
    tally.transfer(SMALL, Event.EXISTED, SMALL.size());
    tally.transfer(LARGE, Event.SENT, 20 * MIB);
    assertEquals("120 of 300 MiB, 1 of 2 blobs", tally.toString());
  }

  @Test
  void takesBackWhatWasSentInVain() {
    TransferTally tally = new TransferTally(List.of(SMALL));
    tally.transfer(SMALL, Event.SENT, 60 * MIB);
    tally.transfer(SMALL, Event.REWOUND, 50 * MIB);
    assertEquals("10 of 100 MiB, 0 of 1 blob", tally.toString());
  }

  @Test
  void countsABlobOnceHoweverOftenItIsDone() {
    TransferTally tally = new TransferTally(List.of(SMALL));
    tally.transfer(SMALL, Event.SENT, SMALL.size());
    tally.transfer(SMALL, Event.DONE, SMALL.size());
    tally.transfer(SMALL, Event.EXISTED, SMALL.size());
    assertEquals("100 of 100 MiB, 1 of 1 blob", tally.toString());
  }

  @Test
  void passesOverWhatWasNotAnnounced() {
    TransferTally tally = new TransferTally(List.of(SMALL));
    tally.transfer(LARGE, Event.DONE, LARGE.size());
    assertEquals(0, tally.doneBytes());
  }

  @Test
  void countsSmallImagesInKibibytes() {
    TransferTally tally = new TransferTally(List.of(blob("tiny", 2048)));
    assertEquals("0 of 2 KiB, 0 of 1 blob", tally.toString());
  }

  static Descriptor blob(String content, long size) {
    return Descriptor.of(
        "application/octet-stream",
        Digest.of(content.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        size);
  }
}
