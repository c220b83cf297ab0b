package org.ignition.migration.flyway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryTest {

  private static final Asked ROLE = new Asked(Question.ROLE, "SET ROLE 'shop'", List.of());
  private static final Asked TABLE = new Asked(Question.TABLE, "table?", List.of("public", "t"));
  private static final Asked SCHEMA = new Asked(Question.SCHEMA, "schema?", List.of("public"));
  private static final Asked PATH = new Asked(Question.SEARCH_PATH, "path", List.of("a, b"));
  private static final Asked OTHER = new Asked(Question.OTHER, "SELECT 1", List.of());

  private final Memory memory = new Memory();

  @Test
  void knowsTheRoleUntilAScriptBeginsAndAgainWhenItsEffectsAreUndone() {
    assertEquals(Optional.of(""), memory.answer(ROLE));
    memory.unsettle();
    assertEquals(Optional.empty(), memory.answer(ROLE));
    memory.settle();
    assertEquals(Optional.of(""), memory.answer(ROLE));
  }

  @Test
  void remembersWhatIsThere() {
    assertEquals(Optional.empty(), memory.answer(TABLE));
    memory.learn(TABLE, true);
    memory.learn(SCHEMA, 1L);
    assertEquals(Optional.of(true), memory.answer(TABLE));
    assertEquals(Optional.of(1L), memory.answer(SCHEMA));
  }

  @Test
  void doesNotRememberWhatIsMissing() {
    memory.learn(TABLE, false);
    memory.learn(SCHEMA, 0L);
    assertEquals(Optional.empty(), memory.answer(TABLE));
    assertEquals(Optional.empty(), memory.answer(SCHEMA));
  }

  @Test
  void tellsOneTableFromAnother() {
    memory.learn(TABLE, true);
    assertEquals(
        Optional.empty(),
        memory.answer(new Asked(Question.TABLE, "table?", List.of("public", "other"))));
  }

  @Test
  void handsOutTheSearchPathOnceWhenAScriptBegins() {
    assertEquals(Optional.of("a, b"), memory.answer(PATH));
    assertEquals(Optional.of("a, b"), memory.unsettle());
    assertEquals(Optional.empty(), memory.unsettle());
  }

  @Test
  void putsNoSearchPathOffWhileAScriptRuns() {
    memory.unsettle();
    assertEquals(Optional.empty(), memory.answer(PATH));
    assertEquals(Optional.empty(), memory.unsettle());
  }

  @Test
  void answersNothingElse() {
    memory.learn(OTHER, true);
    assertEquals(Optional.empty(), memory.answer(OTHER));
  }
}
