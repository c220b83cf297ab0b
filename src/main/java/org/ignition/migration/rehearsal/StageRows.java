package org.ignition.migration.rehearsal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ignition.database.ScratchServer;
import org.ignition.migration.Script;
import org.ignition.migration.rehearsal.rows.FixtureRows;
import org.ignition.migration.rehearsal.rows.LargeObjects;
import org.ignition.migration.rehearsal.rows.RowSeeder;
import org.ignition.migration.rehearsal.rows.RowWatch;
import org.ignition.migration.rehearsal.rows.SeedTargets;
import org.ignition.migration.rehearsal.rows.Seeded;
import org.ignition.migration.rehearsal.rows.Seeded.LeftEmpty;
import org.ignition.migration.rehearsal.rows.WatchedRows;
import org.ignition.migration.rehearsal.rows.WatchedRows.Table;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.trace.Relation;

/**
 * The rows of a stage, which stay on it: what was looked at once is looked at again only after a
 * script locked the table.
 */
final class StageRows {

  private final ScratchServer server;
  private final boolean wanted;
  private final Optional<Script> fixtures;
  private final Map<Long, Table> known = new HashMap<>();
  private List<LeftEmpty> empty = List.of();
  private boolean present;
  private boolean fixturesRan;

  /**
   * @param wanted whether tables are given rows
   * @param fixtures run on each stage that is to hold rows. On the first they must run; of a stage
   *     that is made anew the schema may have moved on, so what no longer fits is left out
   */
  StageRows(ScratchServer server, boolean wanted, Optional<Script> fixtures) {
    this.server = server;
    this.wanted = wanted;
    this.fixtures = fixtures;
  }

  /**
   * A stage was made.
   *
   * @param populated whether it is to hold rows that no migration made
   */
  void begin(Stage stage, SchemaSnapshot schema, boolean populated) throws SQLException {
    known.clear();
    empty = List.of();
    present = false;
    if (populated && wanted) {
      fill(stage, schema, SeedTargets.all(schema));
    } else {
      remember(stage, schema, SeedTargets.all(schema));
    }
    if (known.isEmpty()) { // Large objects are there where no table is.
      remember(stage, schema, List.of());
    }
  }

  /** An up was committed; what it made is given rows. */
  void grow(Stage stage, UpRun up) throws SQLException {
    Set<Long> tables = oids(SeedTargets.all(up.after()));
    known.keySet().removeIf(oid -> oid != LargeObjects.TABLE && !tables.contains(oid));
    if (wanted) {
      fill(
          stage,
          up.after(),
          present ? SeedTargets.after(up.made(), up.after(), empty) : SeedTargets.all(up.after()));
    }
  }

  private void fill(Stage stage, SchemaSnapshot schema, List<Relation> targets)
      throws SQLException {
    boolean first = !present;
    present = true;
    if (targets.isEmpty() && (fixtures.isEmpty() || !first)) {
      return;
    }
    OwnerSession owner = stage.owner();
    owner.reset(false);
    owner.begin();
    if (first) {
      runFixtures(owner);
    }
    Seeded seeded = new RowSeeder(owner.lend()).seed(targets);
    owner.commit();
    empty = first ? seeded.empty() : stillEmpty(targets, seeded.empty());
    remember(stage, schema, targets);
  }

  private void runFixtures(OwnerSession owner) throws SQLException {
    if (fixtures.isEmpty()) {
      return;
    }
    FixtureRows rows = new FixtureRows(server, owner.lend());
    if (fixturesRan) {
      rows.runWhatFits(fixtures.get());
    } else {
      rows.run(fixtures.get());
      fixturesRan = true;
    }
  }

  private List<LeftEmpty> stillEmpty(List<Relation> tried, List<LeftEmpty> now) {
    Set<Long> again = oids(tried);
    List<LeftEmpty> all =
        new ArrayList<>(
            empty.stream()
                .filter(left -> !again.contains(left.table().oid()))
                .filter(left -> known.containsKey(left.table().oid()))
                .toList());
    all.addAll(now);
    return List.copyOf(all);
  }

  private void remember(Stage stage, SchemaSnapshot schema, List<Relation> tables)
      throws SQLException {
    OwnerSession owner = stage.owner();
    owner.begin();
    new RowWatch(owner.connection())
        .look(schema, tables)
        .tables()
        .forEach(table -> known.put(table.relation().oid(), table));
    owner.rollback();
  }

  /**
   * What the tables among {@code oids} held when they were last looked at. Large objects are always
   * among them: who writes them locks nothing of theirs that shows.
   */
  WatchedRows known(Set<Long> oids) {
    return new WatchedRows(
        Stream.concat(oids.stream(), Stream.of(LargeObjects.TABLE))
            .distinct()
            .map(known::get)
            .flatMap(Stream::ofNullable)
            .toList(),
        List.of());
  }

  /** Everything that is known. */
  WatchedRows known() {
    return known(known.keySet());
  }

  /** What the same tables hold now; keeps nothing. */
  WatchedRows again(Stage stage, SchemaSnapshot schema, WatchedRows before) throws SQLException {
    if (before.tables().isEmpty()) {
      return WatchedRows.NONE;
    }
    OwnerSession owner = stage.owner();
    boolean within = owner.inTransaction();
    owner.begin();
    WatchedRows seen = new RowWatch(owner.connection()).lookAgain(schema, before);
    if (!within) {
      owner.rollback();
    }
    return seen;
  }

  /** Keeps what was seen after an up. */
  void keep(WatchedRows seen) {
    seen.tables().forEach(table -> known.put(table.relation().oid(), table));
  }

  /** Whether scripts are to meet rows and do not. */
  boolean missing() {
    return wanted && !present;
  }

  /** Whether scripts meet rows that no migration made. */
  boolean present() {
    return present;
  }

  /** Tables that hold rows, by name. */
  List<String> populated() {
    return known.values().stream()
        .filter(table -> table.rows() > 0 && table.relation().oid() != LargeObjects.TABLE)
        .map(table -> table.relation().toString())
        .sorted()
        .toList();
  }

  /** Tables for which no row could be made, by name. */
  List<String> empty() {
    return empty.stream().map(left -> left.table().toString()).sorted().toList();
  }

  private static Set<Long> oids(Collection<Relation> tables) {
    Set<Long> oids = new HashSet<>();
    tables.forEach(table -> oids.add(table.oid()));
    return oids;
  }
}
