package org.ignition.backup.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is read out of an archive's list, and what is taken off it. */
class ArchiveListTest {

  private static final ArchiveList LIST =
      new ArchiveList(
          List.of(
              ";     Dumped from database version: 17.5 (Debian 17.5-1)",
              "; Selected TOC Entries:",
              "5; 2615 2200 SCHEMA - public pg_database_owner",
              "6; 2615 16385 SCHEMA - my schema shop",
              "7; 2615 16386 SCHEMA - my shop",
              "2; 3079 16387 EXTENSION - citext ",
              "3410; 0 0 COMMENT - EXTENSION citext ",
              "215; 1259 16390 TABLE public SCHEMA - my shop",
              "3400; 3466 16500 EVENT TRIGGER - note shop",
              "3401; 6104 16501 PUBLICATION - all shop",
              "3402; 6106 16502 PUBLICATION TABLE public all users shop"));

  private static List<Integer> leftOut(ArchiveList list) {
    return IntStream.range(2, list.lines().size())
        .filter(i -> list.lines().get(i).startsWith(";"))
        .boxed()
        .toList();
  }

  @Test
  void readsWhatItSays() {
    assertEquals(OptionalInt.of(17), LIST.serverMajor());
    assertEquals(OptionalInt.empty(), new ArchiveList(List.of("; nothing")).serverMajor());
    assertEquals(List.of("citext"), LIST.extensions());
    assertEquals(9, LIST.entries());
  }

  @Test
  void takesOffWhatIsThereAndWhatOnlyASuperuserMakes() {
    assertEquals(
        List.of(2, 4, 6, 8, 9),
        leftOut(
            LIST.without(
                new KeptThings(false, List.of("public", "my"), List.of("all")),
                Set.of("my", "my schema"))));
    assertEquals(
        List.of(6), leftOut(LIST.without(new KeptThings(true, List.of(), List.of()), Set.of())));
  }

  @Test
  void takesOffKinds() {
    assertEquals(List.of(8, 9, 10), leftOut(LIST.without(Set.of("EVENT TRIGGER", "PUBLICATION"))));
    assertEquals(List.of(2, 3, 4, 6, 7, 8, 9, 10), leftOut(LIST.only(Set.of("EXTENSION"))));
  }
}
