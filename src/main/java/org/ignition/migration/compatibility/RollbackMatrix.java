package org.ignition.migration.compatibility;

import java.util.ArrayList;
import java.util.List;
import org.ignition.migration.compatibility.SchemaCompatibility.Additive;
import org.ignition.migration.compatibility.SchemaCompatibility.CannotTell;
import org.ignition.migration.compatibility.SchemaCompatibility.Declared;
import org.ignition.migration.compatibility.SchemaCompatibility.Impossible;
import org.ignition.migration.compatibility.SchemaCompatibility.NeedsDowns;
import org.ignition.migration.history.AppliedMigration;
import org.ignition.migration.history.LiveHistory;

/**
 * What going back from one release to another takes: which migrations are undone, in which order.
 *
 * @param rows in the order of the targets
 */
public record RollbackMatrix(List<Row> rows) {

  /** Keeps a table readable; nobody rolls back further unplanned. */
  private static final int MOST_DOWNS = 20;

  private static final String NOTHING = "nothing";
  private static final String NONE = "-";

  /** Copies the list. */
  public RollbackMatrix {
    rows = List.copyOf(rows);
  }

  /**
   * One way back.
   *
   * @param current what runs now
   * @param target what would run
   * @param verdict whether it runs on the schema as it is, or what it takes
   */
  public record Row(String current, String target, SchemaCompatibility verdict) {}

  /** The ways from {@code current} to each of {@code targets} on the database of {@code live}. */
  public static RollbackMatrix of(LiveHistory live, String current, List<KnownRelease> targets) {
    return new RollbackMatrix(
        targets.stream()
            .map(target ->
                new Row(current, target.name(), SchemaCompatibility.of(live, target.need())))
            .toList());
  }

  /** For a terminal or a log, a line for each migration that is undone. */
  public List<String> text() {
    return table().text();
  }

  /** For a summary, ended by a line end. */
  public String markdown() {
    return table().markdown();
  }

  private MatrixTable table() {
    MatrixTable table =
        new MatrixTable("current", "target", "undo, in this order", "what that means");
    rows.forEach(row ->
        table.row(
            List.of(
                List.of(row.current()),
                List.of(row.target()),
                undone(row.verdict()),
                meaning(row.verdict()))));
    return table;
  }

  private static List<String> undone(SchemaCompatibility verdict) {
    return switch (verdict) {
      case Declared _, Additive _ -> List.of(NOTHING);
      case NeedsDowns(var downs, _) -> cut(downs.stream().map(Down::label).toList());
      case Impossible _ -> List.of(NONE);
      case CannotTell(_, var certain) ->
          certain.isEmpty()
              ? List.of(NONE)
              : cut(certain.stream().map(down -> down.label() + "?").toList());
    };
  }

  private static List<String> meaning(SchemaCompatibility verdict) {
    return switch (verdict) {
      case Declared _, Additive _ -> List.of(VerdictWords.of(verdict));
      case NeedsDowns(var downs, _) ->
          cut(downs.stream().map(down -> down.fidelity().toString()).toList());
      case Impossible(Obstacle.MissingUps _) -> List.of(VerdictWords.of(verdict));
      case Impossible(Obstacle.NoWayBack(var stuck)) -> stuck(stuck);
      case CannotTell(var why, _) -> List.of("cannot tell:", why);
    };
  }

  private static List<String> stuck(List<AppliedMigration> migrations) {
    List<String> lines = new ArrayList<>(List.of("nothing undoes"));
    lines.addAll(cut(migrations.stream().map(each -> each.migration().label()).toList()));
    return lines;
  }

  private static List<String> cut(List<String> lines) {
    if (lines.size() <= MOST_DOWNS) {
      return lines;
    }
    List<String> cut = new ArrayList<>(lines.subList(0, MOST_DOWNS));
    cut.add("and " + (lines.size() - MOST_DOWNS) + " more");
    return cut;
  }
}
