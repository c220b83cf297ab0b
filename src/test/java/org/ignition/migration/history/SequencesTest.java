package org.ignition.migration.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ignition.migration.MigrationVersion;
import org.junit.jupiter.api.Test;

class SequencesTest {

  @Test
  void areTheNumbersThemselvesWhereAllAreNumbers() {
    assertEquals(List.of(7L, 15L, 20260108120000L), of(Map.of(), "0007", "15", "20260108120000"));
  }

  @Test
  void areOrdinalsWhereAnyVersionHasParts() {
    assertEquals(List.of(1L, 2L, 3L), of(Map.of(), "1", "1.2", "10"));
  }

  @Test
  void areOrdinalsWhereANumberDoesNotFit() {
    assertEquals(List.of(1L, 2L), of(Map.of(), "1", "9223372036854775808"));
    assertEquals(List.of(1L, 9223372036854775807L), of(Map.of(), "1", "9223372036854775807"));
  }

  @Test
  void keepWhatTheDatabaseRemembersWhenFilesGetParts() {
    Map<MigrationVersion, Long> remembered = Map.of(version("1"), 1L, version("7"), 7L);

    assertEquals(List.of(1L, 7L, 8L, 9L), of(remembered, "1", "7", "7.1", "8"));
  }

  @Test
  void countLastWhatComesLate() {
    Map<MigrationVersion, Long> remembered = Map.of(version("1.0"), 1L, version("1.2"), 2L);

    assertEquals(List.of(1L, 4L, 2L, 3L), of(remembered, "1.0", "1.1", "1.2", "1.3"));
  }

  @Test
  void countVersionsThatOnlyTheDatabaseHas() {
    assertEquals(List.of(3L), of(Map.of(version("1.0"), 1L, version("1.1"), 2L), "1.2"));
  }

  @Test
  void areOrdinalsWhereTextsAreComparedDigitByDigit() {
    List<MigrationVersion> versions =
        List.of(
            MigrationVersion.ofDigits("20260101"),
            MigrationVersion.ofDigits("2026010112"),
            MigrationVersion.ofDigits("20260102"));
    Sequences sequences = Sequences.of(versions, Map.of());

    assertEquals(List.of(1L, 2L, 3L), versions.stream().map(sequences::of).toList());
  }

  @Test
  void knowNothingOfOtherVersions() {
    Sequences sequences = Sequences.of(List.of(version("1")), Map.of());

    assertThrows(IllegalArgumentException.class, () -> sequences.of(version("2")));
  }

  private static List<Long> of(Map<MigrationVersion, Long> remembered, String... versions) {
    List<MigrationVersion> all = Arrays.stream(versions).map(SequencesTest::version).toList();
    Sequences sequences = Sequences.of(all, remembered);
    return all.stream().map(sequences::of).toList();
  }

  private static MigrationVersion version(String text) {
    return MigrationVersion.of(text);
  }
}
