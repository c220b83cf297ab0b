package org.ignition.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.ignition.failure.InputException;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.history.Sequences;
import org.junit.jupiter.api.Test;

/** Which of a database's versions a user means. */
class TargetVersionTest {

  private static final TargetVersion OF_PARTS =
      new TargetVersion(
          new Sequences(
              new TreeMap<>(Map.of(version("1.1"), 1L, version("1.2"), 2L, version("2"), 3L))));

  private static MigrationVersion version(String text) {
    return MigrationVersion.of(text);
  }

  private static OptionalLong named(String text) {
    return OF_PARTS.of(Optional.of(version(text)));
  }

  @Test
  void isTheSchemaVersionOrTheFiles() {
    assertEquals(OptionalLong.of(2), named("1.2"));
    assertEquals(OptionalLong.of(3), named("3"));
    assertEquals(OptionalLong.of(1), named("1"));
    assertEquals(OptionalLong.of(0), named("0"));
  }

  @Test
  void canBeWrittenSoThatOnlyOneIsMeant() {
    InputException ambiguous = assertThrows(InputException.class, () -> named("2"));
    assertTrue(ambiguous.problem().advice().endsWith(" 1.2 or 2.0"), ambiguous.problem().advice());
    assertEquals(OptionalLong.of(2), named("1.2"));
    assertEquals(OptionalLong.of(3), named("2.0"));
  }
}
