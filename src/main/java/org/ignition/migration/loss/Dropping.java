package org.ignition.migration.loss;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.migration.loss.LiveNames.Meaning;
import org.ignition.migration.loss.LiveNames.Place;

/** Takes objects, and what goes with them. */
final class Dropping {

  private final Catalog catalog;
  private final Remains remains;
  private final Copies copies;
  private final Emptying emptying;
  private final Map<LiveObject, List<LiveObject>> attached = new HashMap<>();

  /**
   * Of {@code remains}.
   *
   * @param copies where the rows of tables may be by then
   * @param emptying takes what refers to rows that go
   */
  Dropping(Catalog catalog, Remains remains, Copies copies, Emptying emptying) {
    this.catalog = catalog;
    this.remains = remains;
    this.copies = copies;
    this.emptying = emptying;
  }

  /** A table goes with another one from here on. */
  void attach(DownStep.Attach attach) throws SQLException {
    Optional<LiveObject> parent = remains.table(attach.parent());
    Optional<LiveObject> child = remains.table(attach.child());
    if (parent.isPresent() && child.isPresent()) {
      attached.computeIfAbsent(parent.get(), _ -> new ArrayList<>()).add(child.get());
    }
  }

  /** It does no more. */
  void detach(DownStep.Detach detach) throws SQLException {
    Optional<LiveObject> parent = remains.table(detach.parent());
    Optional<LiveObject> child = remains.table(detach.child());
    if (parent.isPresent() && child.isPresent()) {
      attached.getOrDefault(parent.get(), new ArrayList<>()).remove(child.get());
      remains.part(parent.get(), child.get());
    }
  }

  void drop(DownStep.Drop drop) throws SQLException {
    Optional<Place> place = remains.names().place(drop.kind(), drop.name());
    if (place.isEmpty()) {
      return;
    }
    Meaning meaning = remains.names().at(place.get());
    remains.names().remove(place.get());
    if (meaning instanceof Meaning.Existing(LiveObject object)) {
      fall(object, place.get(), drop.cascade());
    } else if (drop.cascade() && drop.kind() == NamedKind.SCHEMA) {
      arrived(drop.name().name());
    }
  }

  /** Rows that were only put into a temporary table are lost with it. */
  void endSession() throws SQLException {
    arrived(ObjectName.SESSION);
    remains.names().endSession();
  }

  private void fall(LiveObject object, Place place, boolean cascade) throws SQLException {
    Fallout fallout = catalog.fallout(object, cascade);
    for (LiveObject table : fallout.tables()) {
      if (object.kind() != NamedKind.SCHEMA || !remains.names().leftItsSchema(table)) {
        lose(table);
      }
    }
    for (LiveColumn column : fallout.columns()) {
      loseWith(object, column);
    }
    for (String part : fallout.parts()) {
      remains.takeUntold(
          new Gone.Untold("values of the type " + part, "a part of each of them goes"));
    }
    if (cascade && object.kind() == NamedKind.SCHEMA) {
      arrived(place.name());
    }
  }

  private void arrived(String schema) throws SQLException {
    for (LiveObject table : remains.names().arrivedIn(schema)) {
      lose(table);
    }
  }

  /** Not where the column has got another type by then. */
  private void loseWith(LiveObject object, LiveColumn column) throws SQLException {
    boolean stays = object.kind() == NamedKind.TYPE && remains.isRetyped(column);
    if (!stays && !remains.isGone(column.table()) && remains.columns().remove(column)) {
      remains.take(column.table(), new Gone.Values(column, false));
    }
  }

  private void lose(LiveObject table) throws SQLException {
    if (!remains.go(table)) {
      return;
    }
    if (table.content() != LiveObject.Content.NOTHING) {
      loseUnlessCopied(table);
    }
    if (catalog.deletesBeforeDrop()) {
      emptying.deleteReferring(table);
    }
    for (LiveObject child : attached.getOrDefault(table, List.of())) {
      lose(child);
    }
  }

  /** Where all rows were copied, the copy is the table from here on. */
  private void loseUnlessCopied(LiveObject table) throws SQLException {
    Optional<Copies.Copy> copy = copies.take(table);
    boolean whole = copy.filter(each -> each.step().whole()).isPresent();
    if (!whole || !remains.names().become(copy.get().table(), table)) {
      remains.takeWhole(table, copy.isPresent() && !whole);
      return;
    }
    remains.stay(table);
    for (LiveColumn lost : remains.columns().replace(table, copy.get().step())) {
      remains.take(table, new Gone.Values(lost, false));
    }
  }
}
