package org.ignition.migration.loss;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ignition.migration.history.HistoryTables;
import org.ignition.migration.loss.DownStep.Removal;
import org.ignition.migration.loss.LiveNames.Meaning;
import org.ignition.migration.loss.LiveNames.Place;
import org.ignition.migration.loss.Referrer.Consequence;

/**
 * Follows downs in the order in which they would run, without running them: what each takes away of
 * the database as it is now, whatever earlier downs have called it by then.
 */
final class Undoing {

  private final Catalog catalog;
  private final LiveNames names;
  private final LiveColumns columns;
  private final Lineage lineage;
  private final Map<LiveObject, List<LiveObject>> attached = new HashMap<>();
  private final Copies copies;
  private final Set<LiveObject> gone = new HashSet<>();
  private final Set<LiveColumn> retyped = new HashSet<>();
  private List<Taken> found = new ArrayList<>();
  private boolean foreignKeys;
  private boolean transactional;
  private Optional<String> schema = Optional.empty();

  Undoing(Catalog catalog) {
    this.catalog = catalog;
    this.names = new LiveNames(catalog);
    this.columns = new LiveColumns(catalog);
    this.copies = new Copies(columns);
    this.lineage = new Lineage(catalog);
  }

  /** What a down takes away; downs are given in the order in which they would run. */
  List<Taken> undo(List<DownStep> steps, boolean inTransaction) throws SQLException {
    found = new ArrayList<>();
    transactional = inTransaction;
    foreignKeys = catalog.enforcesForeignKeys();
    schema = catalog.searchPath().stream().findFirst();
    try {
      for (DownStep step : steps) {
        step(step);
      }
      endSession();
      return found;
    } finally {
      catalog.searchAsUsual();
    }
  }

  /** Rows that were only put into a temporary table are lost with it. */
  private void endSession() throws SQLException {
    for (LiveObject table : names.arrivedIn(ObjectName.SESSION)) {
      lose(table);
    }
    names.endSession();
  }

  private void step(DownStep step) throws SQLException {
    switch (step) {
      case Removal removal -> remove(removal);
      case DownStep.Rename(NamedKind kind, ObjectName name, String to) ->
          names.rename(kind, name, to);
      case DownStep.Move(NamedKind kind, ObjectName name, String schema) ->
          names.move(kind, name, schema);
      case DownStep.Create(NamedKind kind, ObjectName name) -> names.create(kind, name);
      case DownStep.RenameColumn(ObjectName name, String column, String to) -> {
        Optional<LiveObject> table = table(name);
        if (table.isPresent()) {
          columns.rename(table.get(), column, to);
        }
      }
      case DownStep.AddColumn _ -> {} // Unknown columns are fresh.
      case DownStep.Attach attach -> attach(attach);
      case DownStep.Detach detach -> detach(detach);
      case DownStep.CopyRows copy -> copied(copy);
      case DownStep.SearchPath(String setting) -> catalog.searchIn(setting);
      case DownStep.ForeignKeys(boolean enforced) ->
          foreignKeys = transactional ? foreignKeys : enforced;
    }
  }

  private void remove(Removal removal) throws SQLException {
    switch (removal) {
      case DownStep.Drop drop -> drop(drop);
      case DownStep.DropColumn drop -> {
        spoilCopy(drop.table());
        dropColumn(drop);
      }
      case DownStep.Truncate truncate -> {
        spoilCopy(truncate.table());
        truncate(truncate);
      }
      case DownStep.DeleteRows delete -> {
        spoilCopy(delete.table());
        delete(delete);
      }
      case DownStep.UpdateRows update -> {
        spoilCopy(update.table(), update.columns());
        update(update);
      }
      case DownStep.ReplaceRows(ObjectName name) -> {
        spoilCopy(name);
        Optional<LiveObject> table = withContent(name);
        if (table.isPresent()) {
          take(table.get(), new Gone.SomeRows(table.get(), "changed or deleted", false, false));
        }
      }
      case DownStep.ChangeType change -> {
        spoilCopy(change.table(), List.of(change.column()));
        changeType(change);
      }
      case DownStep.Opaque(String statement, String why) ->
          found.add(new Taken(new Gone.Untold(statement, why), Set.of()));
    }
  }

  /** Rows that went before, or were parted from the table's, are not taken again. */
  private void take(LiveObject table, Gone gone) throws SQLException {
    lineage.apart(table).ifPresent(apart -> found.add(new Taken(gone, apart)));
  }

  /** The rows of a table that were just taken can't be taken again. */
  private void spend(LiveObject table, boolean only) throws SQLException {
    lineage.spend(only ? Set.of(table) : lineage.family(table));
  }

  private Optional<LiveObject> table(ObjectName name) throws SQLException {
    return names.existing(NamedKind.RELATION, name).filter(table -> !gone.contains(table));
  }

  /** Not that of versions, whose rows say what is applied: a down takes away its own. */
  private Optional<LiveObject> withContent(ObjectName name) throws SQLException {
    return table(name)
        .filter(table ->
            !table.name().equals(HistoryTables.VERSIONS)
                || !schema.equals(Optional.of(table.schema())));
  }

  private Optional<LiveColumn> column(ObjectName name, String column) throws SQLException {
    Optional<LiveObject> table = table(name);
    return table.isPresent() ? columns.existing(table.get(), column) : Optional.empty();
  }

  private void attach(DownStep.Attach attach) throws SQLException {
    Optional<LiveObject> parent = table(attach.parent());
    Optional<LiveObject> child = table(attach.child());
    if (parent.isPresent() && child.isPresent()) {
      attached.computeIfAbsent(parent.get(), _ -> new ArrayList<>()).add(child.get());
    }
  }

  private void detach(DownStep.Detach detach) throws SQLException {
    Optional<LiveObject> parent = table(detach.parent());
    Optional<LiveObject> child = table(detach.child());
    if (parent.isPresent() && child.isPresent()) {
      attached.getOrDefault(parent.get(), new ArrayList<>()).remove(child.get());
      lineage.part(parent.get(), child.get());
    }
  }

  private void copied(DownStep.CopyRows copy) throws SQLException {
    Optional<LiveObject> from = table(copy.from());
    Meaning to = names.meaning(NamedKind.RELATION, copy.to());
    if (from.isPresent() && to instanceof Meaning.Fresh made) {
      copies.put(from.get(), new Copies.Copy(made, copy));
    }
  }

  private void spoilCopy(ObjectName name) throws SQLException {
    copies.spoil(names.meaning(NamedKind.RELATION, name));
  }

  private void spoilCopy(ObjectName name, List<String> changed) throws SQLException {
    copies.spoil(names.meaning(NamedKind.RELATION, name), changed);
  }

  private void drop(DownStep.Drop drop) throws SQLException {
    Optional<Place> place = names.place(drop.kind(), drop.name());
    if (place.isEmpty()) {
      return;
    }
    Meaning meaning = names.at(place.get());
    names.remove(place.get());
    if (meaning instanceof Meaning.Existing(LiveObject object)) {
      fall(object, place.get(), drop.cascade());
    } else if (drop.cascade() && drop.kind() == NamedKind.SCHEMA) {
      arrived(drop.name().name());
    }
  }

  private void fall(LiveObject object, Place place, boolean cascade) throws SQLException {
    Fallout fallout = catalog.fallout(object, cascade);
    for (LiveObject table : fallout.tables()) {
      if (object.kind() != NamedKind.SCHEMA || !names.leftItsSchema(table)) {
        lose(table);
      }
    }
    for (LiveColumn column : fallout.columns()) {
      loseWith(object, column);
    }
    for (String part : fallout.parts()) {
      found.add(
          new Taken(
              new Gone.Untold("values of the type " + part, "a part of each of them goes"),
              Set.of()));
    }
    if (cascade && object.kind() == NamedKind.SCHEMA) {
      arrived(place.name());
    }
  }

  private void arrived(String schema) throws SQLException {
    for (LiveObject table : names.arrivedIn(schema)) {
      lose(table);
    }
  }

  /** Not where the column has got another type by then. */
  private void loseWith(LiveObject object, LiveColumn column) throws SQLException {
    boolean stays = object.kind() == NamedKind.TYPE && retyped.contains(column);
    if (!stays && !gone.contains(column.table()) && columns.remove(column)) {
      take(column.table(), new Gone.Values(column, false));
    }
  }

  private void lose(LiveObject table) throws SQLException {
    if (!gone.add(table)) {
      return;
    }
    if (table.content() != LiveObject.Content.NOTHING) {
      loseUnlessCopied(table);
    }
    if (catalog.deletesBeforeDrop() && foreignKeys) {
      deleteReferring(table, new HashSet<>(Set.of(table)));
    }
    for (LiveObject child : attached.getOrDefault(table, List.of())) {
      lose(child);
    }
  }

  /** Where all rows were copied, the copy is the table from here on. */
  private void loseUnlessCopied(LiveObject table) throws SQLException {
    Optional<Copies.Copy> copy = copies.take(table);
    boolean whole = copy.filter(each -> each.step().whole()).isPresent();
    if (!whole || !names.become(copy.get().table(), table)) {
      take(table, new Gone.Rows(table, copy.isPresent() && !whole));
      spend(table, false);
      gone.addAll(lineage.family(table));
      return;
    }
    gone.remove(table);
    for (LiveColumn lost : columns.replace(table, copy.get().step())) {
      take(table, new Gone.Values(lost, false));
    }
  }

  private void dropColumn(DownStep.DropColumn drop) throws SQLException {
    Optional<LiveColumn> column = column(drop.table(), drop.column());
    if (column.isPresent() && columns.remove(column.get())) {
      take(column.get().table(), new Gone.Values(column.get(), drop.only()));
    }
  }

  private void truncate(DownStep.Truncate truncate) throws SQLException {
    Optional<LiveObject> table = table(truncate.table());
    if (table.isPresent()) {
      take(table.get(), new Gone.SomeRows(table.get(), "truncated", truncate.only(), true));
      spend(table.get(), truncate.only());
      if (truncate.cascade()) {
        truncateReferring(table.get(), new HashSet<>(Set.of(table.get())));
      }
    }
  }

  private void truncateReferring(LiveObject table, Set<LiveObject> seen) throws SQLException {
    for (Referrer referrer : catalog.referrers(table)) {
      if (seen.add(referrer.table())) {
        take(referrer.table(), new Gone.SomeRows(referrer.table(), "truncated", false, true));
        spend(referrer.table(), false);
        truncateReferring(referrer.table(), seen);
      }
    }
  }

  private void delete(DownStep.DeleteRows delete) throws SQLException {
    Optional<LiveObject> table = withContent(delete.table());
    if (table.isPresent()) {
      take(table.get(), new Gone.SomeRows(table.get(), "deleted", delete.only(), delete.all()));
      if (foreignKeys) {
        deleteReferring(table.get(), new HashSet<>(Set.of(table.get())));
      }
      if (delete.all()) {
        spend(table.get(), delete.only());
      }
    }
  }

  /** What foreign keys delete or clear after it. */
  private void deleteReferring(LiveObject table, Set<LiveObject> seen) throws SQLException {
    for (Referrer referrer : catalog.referrers(table)) {
      boolean fresh = !gone.contains(referrer.table()) && seen.add(referrer.table());
      if (fresh && referrer.whenDeleted() == Consequence.DELETED) {
        take(
            referrer.table(),
            new Gone.SomeRows(referrer.table(), "deleted by a foreign key", false, false));
        deleteReferring(referrer.table(), seen);
      } else if (referrer.whenDeleted() == Consequence.CLEARED) {
        for (String column : referrer.columns()) {
          LiveColumn cleared = new LiveColumn(referrer.table(), column);
          take(cleared.table(), new Gone.SomeValues(cleared, "cleared by a foreign key"));
        }
      }
    }
  }

  private void update(DownStep.UpdateRows update) throws SQLException {
    if (withContent(update.table()).isEmpty()) {
      return;
    }
    for (String name : update.columns()) {
      Optional<LiveColumn> column = column(update.table(), name);
      if (column.isPresent()) {
        take(column.get().table(), new Gone.SomeValues(column.get(), "overwritten"));
      }
    }
  }

  private void changeType(DownStep.ChangeType change) throws SQLException {
    Optional<LiveColumn> column = column(change.table(), change.column());
    if (column.isPresent()) {
      retyped.add(column.get());
      take(column.get().table(), new Gone.Precision(column.get(), change.type()));
    }
  }
}
