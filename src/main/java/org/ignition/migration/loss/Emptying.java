package org.ignition.migration.loss;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.ignition.migration.loss.Referrer.Consequence;

/** Takes rows and values from tables that stay, and what foreign keys take after them. */
final class Emptying {

  private final Catalog catalog;
  private final Remains remains;
  private boolean foreignKeys;

  Emptying(Catalog catalog, Remains remains) {
    this.catalog = catalog;
    this.remains = remains;
  }

  /** Whether foreign keys hold from here on. */
  void enforce(boolean enforced) {
    foreignKeys = enforced;
  }

  void dropColumn(DownStep.DropColumn drop) throws SQLException {
    Optional<LiveColumn> column = remains.column(drop.table(), drop.column());
    if (column.isPresent() && remains.columns().remove(column.get())) {
      remains.take(column.get().table(), new Gone.Values(column.get(), drop.only()));
    }
  }

  void changeType(DownStep.ChangeType change) throws SQLException {
    Optional<LiveColumn> column = remains.column(change.table(), change.column());
    if (column.isPresent()) {
      remains.retype(column.get());
      remains.take(column.get().table(), new Gone.Precision(column.get(), change.type()));
    }
  }

  void update(DownStep.UpdateRows update) throws SQLException {
    if (remains.withContent(update.table()).isEmpty()) {
      return;
    }
    for (String name : update.columns()) {
      Optional<LiveColumn> column = remains.column(update.table(), name);
      if (column.isPresent()) {
        remains.take(column.get().table(), new Gone.SomeValues(column.get(), "overwritten"));
      }
    }
  }

  void replace(ObjectName name) throws SQLException {
    Optional<LiveObject> table = remains.withContent(name);
    if (table.isPresent()) {
      remains.take(table.get(), new Gone.SomeRows(table.get(), "changed or deleted", false, false));
    }
  }

  void truncate(DownStep.Truncate truncate) throws SQLException {
    Optional<LiveObject> table = remains.table(truncate.table());
    if (table.isPresent()) {
      remains.take(table.get(), new Gone.SomeRows(table.get(), "truncated", truncate.only(), true));
      remains.spend(table.get(), truncate.only());
      if (truncate.cascade()) {
        truncateReferring(table.get(), new HashSet<>(Set.of(table.get())));
      }
    }
  }

  private void truncateReferring(LiveObject table, Set<LiveObject> seen) throws SQLException {
    for (Referrer referrer : catalog.referrers(table)) {
      if (seen.add(referrer.table())) {
        remains.take(
            referrer.table(), new Gone.SomeRows(referrer.table(), "truncated", false, true));
        remains.spend(referrer.table(), false);
        truncateReferring(referrer.table(), seen);
      }
    }
  }

  void delete(DownStep.DeleteRows delete) throws SQLException {
    Optional<LiveObject> table = remains.withContent(delete.table());
    if (table.isPresent()) {
      remains.take(
          table.get(), new Gone.SomeRows(table.get(), "deleted", delete.only(), delete.all()));
      deleteReferring(table.get());
      if (delete.all()) {
        remains.spend(table.get(), delete.only());
      }
    }
  }

  /** What foreign keys delete or clear after the rows of {@code table}. */
  void deleteReferring(LiveObject table) throws SQLException {
    if (foreignKeys) {
      deleteReferring(table, new HashSet<>(Set.of(table)));
    }
  }

  private void deleteReferring(LiveObject table, Set<LiveObject> seen) throws SQLException {
    for (Referrer referrer : catalog.referrers(table)) {
      boolean fresh = !remains.isGone(referrer.table()) && seen.add(referrer.table());
      if (fresh && referrer.whenDeleted() == Consequence.DELETED) {
        remains.take(
            referrer.table(),
            new Gone.SomeRows(referrer.table(), "deleted by a foreign key", false, false));
        deleteReferring(referrer.table(), seen);
      } else if (referrer.whenDeleted() == Consequence.CLEARED) {
        for (String column : referrer.columns()) {
          LiveColumn cleared = new LiveColumn(referrer.table(), column);
          remains.take(cleared.table(), new Gone.SomeValues(cleared, "cleared by a foreign key"));
        }
      }
    }
  }
}
