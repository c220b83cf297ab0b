package org.ignition.database.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerAccountTest {

  @Test
  void isTheOwnerOfWhatItMakes(@TempDir Path folder) throws Exception {
    Path made = Files.createFile(folder.resolve("made"));
    assertEquals(Files.getAttribute(made, "unix:uid"), ServerAccount.uid());
  }

  /** Else the end of a cancelled run would be told as that of one on another system. */
  @Test
  void isKnownToAnInterruptedThread() throws Exception {
    int uid = ServerAccount.uid();
    Thread.currentThread().interrupt();
    try {
      assertEquals(uid, ServerAccount.uid());
    } finally {
      assertTrue(Thread.interrupted());
    }
  }
}
