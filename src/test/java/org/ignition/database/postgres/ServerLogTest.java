package org.ignition.database.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the lines of a server's log mean. */
class ServerLogTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private static ServerLog of(String text) {
    return ServerLog.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource({
    "LOG:  database system is ready to accept connections, READY",
    "LOG:  could not bind IPv4 address \"127.0.0.1\": Address already in use, PORT_TAKEN",
    "FATAL:  out of memory, ENDED",
    "'', ENDED",
  })
  void tellsHowAStartWent(String line, ServerLog.Start start) throws Exception {
    assertEquals(start, of("LOG:  starting\n" + line).awaitStart(SOON));
  }

  @Test
  void doesNotWaitForever() throws Exception {
    try (PipedOutputStream open = new PipedOutputStream();
        PipedInputStream log = new PipedInputStream(open)) {
      assertEquals(ServerLog.Start.SILENT, ServerLog.read(log).awaitStart(Duration.ofMillis(20)));
    }
  }

  @Test
  void keepsTheLastLinesAndCutsLongOnes() throws Exception {
    ServerLog log = of("line\n".repeat(50) + "x".repeat(10_000));
    assertEquals(ServerLog.Start.ENDED, log.awaitStart(SOON));
    assertEquals(20, log.lastLines().size());
    assertEquals(500, log.lastLines().getLast().length());
  }
}
