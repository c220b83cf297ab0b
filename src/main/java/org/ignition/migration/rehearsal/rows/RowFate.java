package org.ignition.migration.rehearsal.rows;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.migration.rehearsal.rows.RowLoss.Kind;
import org.ignition.migration.rehearsal.rows.WatchedRows.Column;
import org.ignition.migration.rehearsal.rows.WatchedRows.Table;

/**
 * What became of the rows that were there before an up.
 *
 * @param lostByUp what the up removed or changed
 * @param lostByDown what was still there after the up, and the down lost
 * @param notRestored what the up removed or changed, and the down did not bring back
 */
public record RowFate(List<RowLoss> lostByUp, List<RowLoss> lostByDown, List<RowLoss> notRestored) {

  /** Copies the lists. */
  public RowFate {
    lostByUp = List.copyOf(lostByUp);
    lostByDown = List.copyOf(lostByDown);
    notRestored = List.copyOf(notRestored);
  }

  /** What the up did, where there is no down. */
  public static RowFate of(WatchedRows before, WatchedRows afterUp) {
    return new RowFate(losses(before, afterUp), List.of(), List.of());
  }

  /** What both did. */
  public static RowFate of(WatchedRows before, WatchedRows afterUp, WatchedRows afterDown) {
    List<RowLoss> byUp = losses(before, afterUp);
    List<RowLoss> byBoth = losses(before, afterDown);
    return new RowFate(
        byUp,
        byBoth.stream().filter(loss -> byUp.stream().noneMatch(up -> up.covers(loss))).toList(),
        byBoth.stream().filter(loss -> byUp.stream().anyMatch(up -> up.covers(loss))).toList());
  }

  /** Whether all is there again after the down. */
  public boolean survived() {
    return lostByDown.isEmpty() && notRestored.isEmpty();
  }

  /**
   * What {@code after} lacks of {@code before}. Tables and columns are the same ones whatever they
   * are called; where they were dropped, those that took their names stand for them.
   */
  static List<RowLoss> losses(WatchedRows before, WatchedRows after) {
    return before.tables().stream()
        .filter(table -> table.rows() > 0)
        .filter(table -> after.unread().stream().noneMatch(r -> r.oid() == table.relation().oid()))
        .flatMap(table -> losses(table, after.find(table.relation())))
        .toList();
  }

  private static Stream<RowLoss> losses(Table before, Optional<Table> after) {
    if (after.isEmpty()) {
      return Stream.of(new RowLoss(before.relation(), "", Kind.TABLE, before.rows()));
    }
    long gone = before.rows() - after.get().rows();
    if (gone > 0) {
      return Stream.of(new RowLoss(before.relation(), "", Kind.ROWS, gone));
    }
    return before.columns().stream()
        .filter(column -> column.values() > 0)
        .flatMap(column -> loss(before, column, after.get()).stream());
  }

  private static Optional<RowLoss> loss(Table before, Column column, Table after) {
    return after
        .find(before.relation(), column)
        .map(now -> kind(column, now))
        .orElse(Optional.of(Kind.COLUMN))
        .map(kind -> new RowLoss(before.relation(), column.name(), kind, column.values()));
  }

  private static Optional<Kind> kind(Column before, Column after) {
    if (before.isWithin(after)) {
      return Optional.empty();
    }
    return Optional.of(before.type().equals(after.type()) ? Kind.VALUES : Kind.CONVERTED);
  }
}
