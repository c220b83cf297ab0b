package org.ignition.migration.hazard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.database.ServerError;
import org.ignition.migration.Migration;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.Identity;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.trace.LockMode;
import org.ignition.migration.trace.Proof;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.Relation;
import org.ignition.migration.trace.ScriptRun;
import org.ignition.migration.trace.StatementTrace;

/** Rehearsals made by hand: a table {@code public.orders} with a column {@code note}. */
final class RehearsalFixture {

  static final Relation ORDERS = new Relation(1, ObjectKind.TABLE, "public", "orders");

  private final Migration migration;
  private final List<StatementTrace> traces = new ArrayList<>();
  private final List<Difference> made = new ArrayList<>();
  private Optional<ServerError> refused = Optional.empty();

  private RehearsalFixture(String sql) {
    migration = HazardCase.migration(2, "case", sql);
  }

  static RehearsalFixture of(String sql) {
    return new RehearsalFixture(sql);
  }

  static SchemaObject table() {
    return object(ObjectKind.TABLE, "", "orders", 1, 0, Map.of());
  }

  static SchemaObject column(String name, int number, Map<Attribute, String> attributes) {
    return object(ObjectKind.COLUMN, "orders", name, 1, number, attributes);
  }

  static SchemaObject object(
      ObjectKind kind, String parent, String name, long oid, int sub, Map<Attribute, String> with) {
    return new SchemaObject(
        new ObjectName(kind, "public", parent, name), new Identity(1259, oid, sub), with);
  }

  static SchemaObject note() {
    return column("note", 1, Map.of(Attribute.TYPE, "text"));
  }

  /** What the next statement was observed to do. */
  RehearsalFixture statement(List<LockMode> onOrders, boolean scans, Difference... changes) {
    return statement(onOrders, List.of(), scans, changes);
  }

  /** The next statement was observed to write the table anew. */
  RehearsalFixture rewriting(StatementTrace.Rewrite.Cause cause, Difference... changes) {
    return statement(
        List.of(LockMode.ACCESS_EXCLUSIVE),
        List.of(new StatementTrace.Rewrite(ORDERS, cause)),
        false,
        changes);
  }

  private RehearsalFixture statement(
      List<LockMode> onOrders,
      List<StatementTrace.Rewrite> rewrites,
      boolean scans,
      Difference... changes) {
    SqlStatement statement = migration.up().sql().statements().get(traces.size());
    made.addAll(List.of(changes));
    traces.add(
        new StatementTrace(
            statement,
            onOrders.stream().map(mode -> new StatementTrace.Lock(ORDERS, mode)).toList(),
            rewrites,
            scans ? List.of(new StatementTrace.Scan(ORDERS, 1)) : List.of(),
            List.of(),
            List.of(),
            new SchemaDiff(List.of(changes)),
            Duration.ZERO,
            Duration.ZERO,
            0));
    return this;
  }

  /** Why the up did not run where rows were made for it. */
  RehearsalFixture refused(ServerError why) {
    refused = Optional.of(why);
    return this;
  }

  RehearsedMigration rehearsed() {
    return with(new ScriptRun.Ran(migration.up(), traces));
  }

  RehearsedMigration with(ScriptRun up) {
    return new RehearsedMigration(
        migration,
        SchemaSnapshot.of(List.of(table(), note())),
        up,
        Optional.empty(),
        Optional.empty(),
        new SchemaDiff(made),
        SchemaDiff.NONE,
        SchemaDiff.NONE,
        Proof.NONE,
        new RehearsedMigration.RowsObserved(
            List.of(), List.of(), refused, List.of(), List.of(), List.of()),
        false);
  }

  Migration migration() {
    return migration;
  }
}
