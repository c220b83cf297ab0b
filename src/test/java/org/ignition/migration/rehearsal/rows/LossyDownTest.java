package org.ignition.migration.rehearsal.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.Identity;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.snapshot.SchemaObject;
import org.junit.jupiter.api.Test;

class LossyDownTest {

  private static final SchemaObject TABLE = object(ObjectKind.TABLE, "", "orders", Map.of());
  private static final SchemaObject INNER = object(ObjectKind.COLUMN, "orders", "id", Map.of());
  private static final SchemaObject ADDED = object(ObjectKind.COLUMN, "users", "note", Map.of());
  private static final SchemaObject DERIVED =
      object(ObjectKind.COLUMN, "users", "twice", Map.of(Attribute.GENERATED, "stored"));
  private static final SchemaObject INDEX = object(ObjectKind.INDEX, "users", "i", Map.of());

  @Test
  void namesTablesAndColumnsThatAreWritten() {
    assertEquals(
        List.of(TABLE.name(), ADDED.name()),
        LossyDown.of(appeared(TABLE, INNER, ADDED, DERIVED, INDEX), SchemaDiff.NONE));
  }

  @Test
  void leavesOutWhatTheDownKeeps() {
    assertEquals(List.of(), LossyDown.of(appeared(TABLE, INNER), appeared(TABLE, INNER)));
  }

  private static SchemaDiff appeared(SchemaObject... objects) {
    return new SchemaDiff(Stream.of(objects).<Difference>map(Difference.Appeared::new).toList());
  }

  private static SchemaObject object(
      ObjectKind kind, String parent, String name, Map<Attribute, String> attributes) {
    return new SchemaObject(
        new ObjectName(kind, "public", parent, name), new Identity(1, 1, 0), attributes);
  }
}
