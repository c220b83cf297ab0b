package org.ignition.backup.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ignition.testing.HostileText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that end with us. */
class AttendedProgramTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void givesAProgramItsEnvironmentByteForByte() throws Exception {
    Path file = folder.resolve("written");
    List<String> command =
        List.of("/bin/sh", "-c", "printf %s \"$VALUE\" >\"$0\"", file.toString());
    String texts =
        "pässwörd 日本 \\033 %s $(id) `id` '\" \n\n"
            + String.join("|", HostileText.all().limit(500).toList()).replace("\0", "")
            + "\n";
    String sound = new String(texts.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    try (AttendedProgram program =
        AttendedProgram.start(file, command, Map.of("VALUE", sound, "OTHER", ""))) {
      assertEquals(0, program.end());
    }
    assertEquals(sound, Files.readString(file));
  }

  @Test
  void tellsWhatItSaidLastAndItsStatus() throws Exception {
    List<String> command = List.of("/bin/sh", "-c", "seq 1 1000 >&2; exit 7");
    try (AttendedProgram program = AttendedProgram.start(folder, command, PgClient.ENVIRONMENT)) {
      assertEquals(7, program.end());
      assertEquals("1000", program.said().getLast());
      assertEquals(12, program.said().size());
    }
  }

  @Test
  void stopsAProgramThatIsGivenUpAndRemovesItsFile() throws Exception {
    for (int i = 0; i < 20; i++) {
      Path file = Files.createFile(folder.resolve("written"));
      AttendedProgram program =
          AttendedProgram.start(file, List.of("/bin/sleep", "1000"), PgClient.ENVIRONMENT);
      assertFalse(program.ended(Duration.ofMillis(10L * i)));
      program.close();
      assertTrue(program.ended(PATIENCE));
      assertFalse(Files.exists(file), "after " + i + " tries");
    }
  }
}
