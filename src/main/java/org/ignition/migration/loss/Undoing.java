package org.ignition.migration.loss;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.ignition.migration.loss.DownStep.Removal;
import org.ignition.migration.loss.LiveNames.Meaning;

/**
 * Follows downs in the order in which they would run, without running them: what each takes away of
 * the database as it is now, whatever earlier downs have called it by then.
 */
final class Undoing {

  private final Catalog catalog;
  private final Remains remains;
  private final Copies copies;
  private final Emptying emptying;
  private final Dropping dropping;
  private boolean transactional;

  Undoing(Catalog catalog) {
    this.catalog = catalog;
    this.remains = new Remains(catalog);
    this.copies = new Copies(remains.columns());
    this.emptying = new Emptying(catalog, remains);
    this.dropping = new Dropping(catalog, remains, copies, emptying);
  }

  /** What a down takes away; downs are given in the order in which they would run. */
  List<Taken> undo(List<DownStep> steps, boolean inTransaction) throws SQLException {
    transactional = inTransaction;
    emptying.enforce(catalog.enforcesForeignKeys());
    remains.begin();
    try {
      for (DownStep step : steps) {
        step(step);
      }
      dropping.endSession();
      return remains.taken();
    } finally {
      catalog.searchAsUsual();
    }
  }

  private void step(DownStep step) throws SQLException {
    switch (step) {
      case Removal removal -> remove(removal);
      case DownStep.Rename(NamedKind kind, ObjectName name, String to) ->
          remains.names().rename(kind, name, to);
      case DownStep.Move(NamedKind kind, ObjectName name, String schema) ->
          remains.names().move(kind, name, schema);
      case DownStep.Create(NamedKind kind, ObjectName name) -> remains.names().create(kind, name);
      case DownStep.RenameColumn(ObjectName name, String column, String to) -> {
        Optional<LiveObject> table = remains.table(name);
        if (table.isPresent()) {
          remains.columns().rename(table.get(), column, to);
        }
      }
      case DownStep.AddColumn _ -> {} // Unknown columns are fresh.
      case DownStep.Attach attach -> dropping.attach(attach);
      case DownStep.Detach detach -> dropping.detach(detach);
      case DownStep.CopyRows copy -> copied(copy);
      case DownStep.SearchPath(String setting) -> catalog.searchIn(setting);
      case DownStep.ForeignKeys(boolean enforced) -> {
        if (!transactional) {
          emptying.enforce(enforced);
        }
      }
    }
  }

  private void remove(Removal removal) throws SQLException {
    switch (removal) {
      case DownStep.Drop drop -> dropping.drop(drop);
      case DownStep.DropColumn drop -> {
        spoilCopy(drop.table());
        emptying.dropColumn(drop);
      }
      case DownStep.Truncate truncate -> {
        spoilCopy(truncate.table());
        emptying.truncate(truncate);
      }
      case DownStep.DeleteRows delete -> {
        spoilCopy(delete.table());
        emptying.delete(delete);
      }
      case DownStep.UpdateRows update -> {
        spoilCopy(update.table(), update.columns());
        emptying.update(update);
      }
      case DownStep.ReplaceRows(ObjectName name) -> {
        spoilCopy(name);
        emptying.replace(name);
      }
      case DownStep.ChangeType change -> {
        spoilCopy(change.table(), List.of(change.column()));
        emptying.changeType(change);
      }
      case DownStep.Opaque(String statement, String why) ->
          remains.takeUntold(new Gone.Untold(statement, why));
    }
  }

  private void copied(DownStep.CopyRows copy) throws SQLException {
    Optional<LiveObject> from = remains.table(copy.from());
    Meaning to = remains.names().meaning(NamedKind.RELATION, copy.to());
    if (from.isPresent() && to instanceof Meaning.Fresh made) {
      copies.put(from.get(), new Copies.Copy(made, copy));
    }
  }

  private void spoilCopy(ObjectName name) throws SQLException {
    copies.spoil(remains.names().meaning(NamedKind.RELATION, name));
  }

  private void spoilCopy(ObjectName name, List<String> changed) throws SQLException {
    copies.spoil(remains.names().meaning(NamedKind.RELATION, name), changed);
  }
}
