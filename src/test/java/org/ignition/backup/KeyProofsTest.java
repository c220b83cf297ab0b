package org.ignition.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyProofsTest {

  private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void readsWhatItWrites() {
    KeyProofs proofs = KeyProofs.NONE.with(List.of("age1a", "age1\"b\n"), NOW);
    assertEquals(proofs, KeyProofs.read(bytes(proofs.write())));
    assertEquals(KeyProofs.NONE, KeyProofs.read(bytes(KeyProofs.NONE.write())));
  }

  @Test
  void tellsTheLastTimeOfAnyOfTheKeys() {
    KeyProofs proofs =
        KeyProofs.NONE
            .with(List.of("age1a", "age1b"), NOW.minusSeconds(20))
            .with(List.of("age1b"), NOW.minusSeconds(10));
    assertEquals(Optional.of(NOW.minusSeconds(10)), proofs.last(List.of("age1a", "age1b"), NOW));
    assertEquals(Optional.of(NOW.minusSeconds(20)), proofs.last(List.of("age1a"), NOW));
    assertEquals(Optional.empty(), proofs.last(List.of("age1c"), NOW));
    assertEquals(Optional.empty(), proofs.last(List.of(), NOW));
  }

  @Test
  void believesNoTimeThatIsYetToCome() {
    KeyProofs proofs = KeyProofs.NONE.with(List.of("age1a"), NOW.plusSeconds(3600 * 24 * 400));
    assertEquals(Optional.empty(), proofs.last(List.of("age1a"), NOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{\"opened\": []}",
        "{\"opened\": {\"age1a\": \"yesterday\"}}",
        "{\"opened\": {\"age1a\": {\"b\": 1}}}",
        "{\"schema_version\": 1, \"opened\": {\"age1a\": \"2026-06-"
      })
  void takesWhatItCantReadForNothing(String text) {
    assertEquals(KeyProofs.NONE, KeyProofs.read(bytes(text)));
  }
}
