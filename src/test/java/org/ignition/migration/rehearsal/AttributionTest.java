package org.ignition.migration.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ignition.migration.rehearsal.Attribution.Step;
import org.ignition.migration.rehearsal.observe.Footprint;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.Identity;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.snapshot.SchemaGroup;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.sql.SqlSplitter;
import org.junit.jupiter.api.Test;

class AttributionTest {

  private static final SchemaObject TABLE = object(ObjectKind.TABLE, "", "a", 1, 0);
  private static final SchemaObject COLUMN = object(ObjectKind.COLUMN, "a", "b", 1, 2);
  private static final SchemaObject INDEX = object(ObjectKind.INDEX, "", "a_b", 7, 0);
  private static final SchemaSnapshot AFTER =
      SchemaSnapshot.ofGroups(
          List.of(new SchemaGroup(TABLE.identity(), Set.of(), List.of(TABLE, COLUMN, INDEX))));

  private static SchemaObject object(
      ObjectKind kind, String parent, String name, long oid, int sub) {
    return new SchemaObject(
        new ObjectName(kind, "public", parent, name), new Identity(1259, oid, sub), Map.of());
  }

  private static Step step(String sql, Identity... touched) {
    return new Step(
        SqlSplitter.split(sql).statements().getFirst(), new Footprint(Set.of(touched), true));
  }

  private static List<SchemaDiff> split(List<Step> steps, Difference... changes) {
    return Attribution.of(steps, new SchemaDiff(List.of(changes)), SchemaSnapshot.EMPTY, AFTER);
  }

  @Test
  void givesIndexToStatementThatMadeIt() {
    List<SchemaDiff> split =
        split(
            List.of(
                step("ALTER TABLE a ADD b int", TABLE.identity()),
                step("CREATE INDEX ON a (b)", INDEX.identity())),
            new Difference.Appeared(COLUMN),
            new Difference.Appeared(INDEX));
    assertEquals(List.of(new Difference.Appeared(COLUMN)), split.get(0).differences());
    assertEquals(List.of(new Difference.Appeared(INDEX)), split.get(1).differences());
  }

  @Test
  void givesImpliedIndexToStatementThatTouchedItsTable() {
    List<SchemaDiff> split =
        split(
            List.of(
                step("ALTER TABLE a ADD UNIQUE (b)", TABLE.identity()),
                step("CREATE TABLE c (d int)", new Identity(1259, 99, 0))),
            new Difference.Appeared(INDEX));
    assertEquals(1, split.getFirst().differences().size());
  }

  @Test
  void givesNothingButCommentsToComment() {
    Difference type = changed(Attribute.TYPE);
    List<Step> steps =
        List.of(
            step("ALTER TABLE a ALTER b TYPE text", TABLE.identity()),
            step("COMMENT ON COLUMN a.b IS 'x'", COLUMN.identity()));
    assertEquals(List.of(type), split(steps, type).getFirst().differences());
    Difference comment = changed(Attribute.COMMENT);
    assertEquals(List.of(comment), split(steps, comment).getLast().differences());
  }

  @Test
  void givesWhatNobodyTouchedToLast() {
    List<SchemaDiff> split =
        split(
            List.of(step("SELECT 1"), step("SELECT 2")),
            new Difference.Reordered(TABLE.name(), List.of("a", "b"), List.of("b", "a")));
    assertEquals(1, split.getLast().differences().size());
  }

  private static Difference changed(Attribute attribute) {
    return new Difference.Changed(
        COLUMN,
        COLUMN,
        List.of(new Difference.Change(attribute, Optional.of("x"), Optional.of("y"))));
  }
}
