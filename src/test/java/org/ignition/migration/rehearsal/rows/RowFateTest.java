package org.ignition.migration.rehearsal.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.ignition.migration.rehearsal.rows.WatchedRows.Column;
import org.ignition.migration.rehearsal.rows.WatchedRows.Table;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.trace.Relation;
import org.junit.jupiter.api.Test;

class RowFateTest {

  private static final WatchedRows BEFORE =
      rows(table(10, "users", 2, column(1, "id", 1, 2), column(2, "email", 7, 8)));

  @Test
  void losesNothingWhenAllIsThere() {
    RowFate fate = RowFate.of(BEFORE, BEFORE, BEFORE);
    assertTrue(fate.survived());
    assertEquals(List.of(), fate.lostByUp());
  }

  @Test
  void losesNothingByRenamesNewRowsAndFilledNulls() {
    WatchedRows after =
        rows(table(10, "people", 3, column(1, "key", 1, 2, 3), column(2, "mail", 7, 8, 9)));
    assertEquals(List.of(), RowFate.losses(BEFORE, after));
  }

  @Test
  void blamesTheUpForAColumnThatComesBackEmpty() {
    WatchedRows without = rows(table(10, "users", 2, column(1, "id", 1, 2)));
    WatchedRows empty = rows(table(10, "users", 2, column(1, "id", 1, 2), column(3, "email")));
    RowFate fate = RowFate.of(BEFORE, without, empty);
    assertEquals("[public.users.email: 2 values gone with the column]", fate.lostByUp().toString());
    assertEquals("[public.users.email: values changed or gone]", fate.notRestored().toString());
    assertEquals(List.of(), fate.lostByDown());
    assertFalse(fate.survived());
  }

  @Test
  void blamesTheDownForWhatTheUpLeft() {
    WatchedRows fewer = rows(table(10, "users", 1, column(1, "id", 1), column(2, "email", 7)));
    RowFate fate = RowFate.of(BEFORE, BEFORE, fewer);
    assertEquals("[public.users: 1 row gone]", fate.lostByDown().toString());
    assertEquals(List.of(), fate.notRestored());
  }

  @Test
  void forgivesAnUpThatTheDownMakesGood() {
    RowFate fate = RowFate.of(BEFORE, WatchedRows.NONE, BEFORE);
    assertEquals("[public.users: 2 rows gone with the table]", fate.lostByUp().toString());
    assertTrue(fate.survived());
  }

  @Test
  void findsATableThatWasMadeAgainByItsName() {
    WatchedRows again =
        rows(table(99, "users", 2, column(5, "id", 1, 2), column(6, "email", 7, 8)));
    assertEquals(List.of(), RowFate.losses(BEFORE, again));
  }

  @Test
  void tellsChangedFromConvertedValues() {
    Column text = column(2, "email", 70, 80);
    Column other = new Column(2, "email", "bytea", 2, "150", List.of(70L, 80L));
    assertEquals(
        RowLoss.Kind.VALUES,
        RowFate.losses(BEFORE, rows(table(10, "users", 2, column(1, "id", 1, 2), text)))
            .getFirst()
            .kind());
    assertEquals(
        RowLoss.Kind.CONVERTED,
        RowFate.losses(BEFORE, rows(table(10, "users", 2, column(1, "id", 1, 2), other)))
            .getFirst()
            .kind());
  }

  @Test
  void countsEqualValuesAsOftenAsTheyAre() {
    WatchedRows twice = rows(table(1, "t", 2, column(1, "a", 5, 5)));
    WatchedRows once = rows(table(1, "t", 2, column(1, "a", 5, 6)));
    assertEquals(1, RowFate.losses(twice, once).size());
  }

  @Test
  void saysNothingOfTablesThatCouldNotBeRead() {
    WatchedRows unread = new WatchedRows(List.of(), List.of(BEFORE.tables().getFirst().relation()));
    assertEquals(List.of(), RowFate.losses(BEFORE, unread));
  }

  private static WatchedRows rows(Table... tables) {
    return new WatchedRows(List.of(tables), List.of());
  }

  private static Table table(long oid, String name, long rows, Column... columns) {
    return new Table(new Relation(oid, ObjectKind.TABLE, "public", name), rows, List.of(columns));
  }

  private static Column column(int number, String name, long... hashes) {
    return new Column(
        number,
        name,
        "text",
        hashes.length,
        Long.toString(LongStream.of(hashes).sum()),
        Arrays.stream(hashes).boxed().toList());
  }
}
