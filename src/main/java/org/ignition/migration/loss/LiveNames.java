package org.ignition.migration.loss;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What names mean while downs run one after the other, none of which has run yet. */
final class LiveNames {

  /** What stands behind a name. */
  sealed interface Meaning {
    /** What the database holds now, perhaps by another name. */
    record Existing(LiveObject object) implements Meaning {}

    /** What a down has made; each is another. */
    record Fresh(int number) implements Meaning {}

    /** Nothing, or nothing any more. */
    record Absent() implements Meaning {}
  }

  /**
   * A place for an object.
   *
   * @param schema by its present name; empty for kinds that have none
   */
  record Place(NamedKind kind, String schema, String name) {}

  private static final Meaning ABSENT = new Meaning.Absent();

  private final Catalog catalog;
  private final Map<Place, Meaning> changed = new HashMap<>();
  private int made;

  LiveNames(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Where the first object is that the name means. */
  Optional<Place> place(NamedKind kind, ObjectName name) throws SQLException {
    Place temporary = new Place(kind, ObjectName.SESSION, name.name());
    if (name.schema().isEmpty() && !changed.getOrDefault(temporary, ABSENT).equals(ABSENT)) {
      return Optional.of(temporary);
    }
    for (String schema : schemas(kind, name)) {
      Place place = new Place(kind, schema, name.name());
      if (!(at(place) instanceof Meaning.Absent)) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  /** What the name means. */
  Meaning meaning(NamedKind kind, ObjectName name) throws SQLException {
    Optional<Place> place = place(kind, name);
    return place.isPresent() ? at(place.get()) : ABSENT;
  }

  /** What the database holds now under that name, if that is meant. */
  Optional<LiveObject> existing(NamedKind kind, ObjectName name) throws SQLException {
    return meaning(kind, name) instanceof Meaning.Existing(LiveObject object)
        ? Optional.of(object)
        : Optional.empty();
  }

  Meaning at(Place place) throws SQLException {
    Meaning known = changed.get(place);
    if (known != null) {
      return known;
    }
    Optional<String> schema = schemaAsNow(place);
    return schema.isEmpty()
        ? ABSENT
        : catalog
            .find(place.kind(), schema.get(), place.name())
            .<Meaning>map(Meaning.Existing::new)
            .orElse(ABSENT);
  }

  /** The schema's name in the database as it is now; none if it is not there. */
  private Optional<String> schemaAsNow(Place place) {
    if (place.schema().isEmpty()) {
      return Optional.of("");
    }
    Meaning schema = changed.get(new Place(NamedKind.SCHEMA, "", place.schema()));
    return switch (schema) {
      case null -> Optional.of(place.schema());
      case Meaning.Existing(LiveObject object) -> Optional.of(object.name());
      case Meaning.Fresh _, Meaning.Absent _ -> Optional.empty();
    };
  }

  private List<String> schemas(NamedKind kind, ObjectName name) throws SQLException {
    return switch (kind) {
      case SCHEMA, EXTENSION -> List.of("");
      case RELATION, TYPE, COLLATION ->
          name.schema().isEmpty() ? catalog.searchPath() : List.of(name.schema());
    };
  }

  /** Something new, unless something is there already. */
  void create(NamedKind kind, ObjectName name) throws SQLException {
    List<String> schemas = schemas(kind, name);
    if (!schemas.isEmpty()) {
      Place place = new Place(kind, schemas.getFirst(), name.name());
      if (at(place) instanceof Meaning.Absent) {
        changed.put(place, new Meaning.Fresh(made++));
      }
    }
  }

  /** What was made by a down is a table of the database from here on; whether it is still there. */
  boolean become(Meaning.Fresh made, LiveObject table) {
    Optional<Place> place =
        changed.entrySet().stream()
            .filter(entry -> entry.getValue().equals(made))
            .map(Map.Entry::getKey)
            .findFirst();
    place.ifPresent(found -> changed.put(found, new Meaning.Existing(table)));
    return place.isPresent();
  }

  /** Nothing is at {@code place} any more. */
  void remove(Place place) {
    changed.put(place, ABSENT);
  }

  void rename(NamedKind kind, ObjectName name, String to) throws SQLException {
    Optional<Place> place = place(kind, name);
    if (place.isPresent()) {
      moveTo(place.get(), new Place(kind, place.get().schema(), to));
    }
  }

  void move(NamedKind kind, ObjectName name, String schema) throws SQLException {
    Optional<Place> place = place(kind, name);
    if (place.isPresent()) {
      moveTo(place.get(), new Place(kind, schema, place.get().name()));
    }
  }

  private void moveTo(Place from, Place to) throws SQLException {
    Meaning meaning = at(from);
    if (from.kind() == NamedKind.SCHEMA) {
      takeAlong(from.name(), to.name());
    }
    remove(from);
    changed.put(to, meaning);
  }

  /** What was changed in a schema is in it by any name. */
  private void takeAlong(String schema, String to) {
    Map<Place, Meaning> within = new HashMap<>();
    changed.forEach((place, meaning) -> {
      if (place.schema().equals(schema)) {
        within.put(new Place(place.kind(), to, place.name()), meaning);
      }
    });
    changed.keySet().removeIf(place -> place.schema().equals(schema));
    changed.putAll(within);
  }

  /** Whether a table that was in {@code schema} has been put elsewhere. */
  boolean leftItsSchema(LiveObject table) {
    Place before = new Place(table.kind(), table.schema(), table.name());
    return changed.containsKey(before)
        && changed.entrySet().stream()
            .filter(entry -> entry.getValue().equals(new Meaning.Existing(table)))
            .noneMatch(entry -> entry.getKey().schema().equals(table.schema()));
  }

  /** Forgets what is temporary, and would be gone with its session. */
  void endSession() {
    changed.keySet().removeIf(place -> place.schema().equals(ObjectName.SESSION));
  }

  /** The objects of the database as it is now that have been put into {@code schema}. */
  List<LiveObject> arrivedIn(String schema) {
    return changed.entrySet().stream()
        .filter(entry -> entry.getKey().schema().equals(schema))
        .map(Map.Entry::getValue)
        .filter(Meaning.Existing.class::isInstance)
        .map(meaning -> ((Meaning.Existing) meaning).object())
        .filter(object -> object.kind() == NamedKind.RELATION)
        .toList();
  }
}
