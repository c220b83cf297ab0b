package org.ignition.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ignition.backup.BackupContents.ObjectDigest;
import org.junit.jupiter.api.Test;

/** What is said of a copy that is not what it should be. */
class ContentsComparisonTest {

  private static final ObjectDigest ONE = new ObjectDigest("a", "b");

  private static BackupContents contents(
      int major, Map<String, ObjectDigest> schema, Map<String, Long> rows) {
    return new BackupContents(major, new TreeMap<>(schema), new TreeMap<>(rows));
  }

  private static List<String> differences(BackupContents expected, BackupContents actual) {
    return ContentsComparison.differences(expected, actual);
  }

  @Test
  void findsNothingWhereNothingDiffers() {
    BackupContents contents =
        contents(17, Map.of("table public.users", ONE), Map.of("public.users", 12L));
    assertEquals(List.of(), differences(contents, contents));
  }

  @Test
  void namesTablesWithOtherCounts() {
    Map<String, ObjectDigest> schema = Map.of("table public.users", ONE);
    assertEquals(
        List.of("table public.users holds 1 row, 12,000 were backed up"),
        differences(
            contents(17, schema, Map.of("public.users", 12_000L)),
            contents(17, schema, Map.of("public.users", 1L))));
  }

  @Test
  void saysOfAMissingTableThatItIsMissingAndNoMore() {
    assertEquals(
        List.of("index public.users_email_idx is missing", "table public.users is missing"),
        differences(
            contents(
                17,
                Map.of(
                    "table public.users", ONE,
                    "column public.users.id", ONE,
                    "constraint public.users.users_pkey", ONE,
                    "index public.users_email_idx", ONE),
                Map.of("public.users", 3L)),
            contents(17, Map.of(), Map.of())));
  }

  @Test
  void countsTablesWhoseSchemaIsNotCompared() {
    assertEquals(
        List.of("table public.ignition_migrations is missing"),
        differences(
            contents(17, Map.of(), Map.of("public.ignition_migrations", 3L)),
            contents(17, Map.of(), Map.of())));
  }

  @Test
  void comparesTextsWithinOneMajorOnly() {
    BackupContents before = contents(17, Map.of("view public.v", ONE), Map.of());
    Map<String, ObjectDigest> text = Map.of("view public.v", new ObjectDigest("a", "c"));
    Map<String, ObjectDigest> shape = Map.of("view public.v", new ObjectDigest("c", "b"));
    List<String> other = List.of("view public.v is another than was backed up");
    assertEquals(other, differences(before, contents(17, text, Map.of())));
    assertEquals(List.of(), differences(before, contents(18, text, Map.of())));
    assertEquals(other, differences(before, contents(18, shape, Map.of())));
  }

  @Test
  void saysHowManyMoreThereAre() {
    Map<String, ObjectDigest> many = new TreeMap<>();
    IntStream.range(0, 25).forEach(i -> many.put("view public.v" + i, ONE));
    List<String> said = differences(contents(17, Map.of(), Map.of()), contents(17, many, Map.of()));
    assertEquals(21, said.size());
    assertEquals("view public.v0 is there and was not backed up", said.getFirst());
    assertEquals("and 5 more differences", said.getLast());
  }
}
