package org.ignition.migration.hazard;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.ScriptRun;
import org.ignition.migration.trace.StatementTrace;

/** What a down does to objects that were there before its up, and that the up left alone: S5. */
final class OthersObjects {

  private final SchemaSnapshot before;
  private final Set<String> own = new HashSet<>();
  private final Set<String> ownNames = new HashSet<>();

  private OthersObjects(RehearsedMigration rehearsed) {
    this.before = rehearsed.before();
    rehearsed.up().statements().stream()
        .flatMap(trace -> trace.changes().differences().stream())
        .flatMap(OthersObjects::names)
        .forEach(this::own);
  }

  private void own(ObjectName name) {
    own.add(owner(name));
    ownNames.add(name.name());
  }

  /** Once for each statement. */
  static List<Finding> touched(RehearsedMigration rehearsed, ScriptRun down) {
    OthersObjects others = new OthersObjects(rehearsed);
    return down.statements().stream().flatMap(trace -> others.in(trace, down).stream()).toList();
  }

  private Optional<Finding> in(StatementTrace trace, ScriptRun down) {
    List<ObjectName> gone =
        touched(trace).filter(Difference.Gone.class::isInstance).map(Difference::name).toList();
    List<ObjectName> changed =
        touched(trace).filter(Difference.Changed.class::isInstance).map(Difference::name).toList();
    if (!gone.isEmpty()) {
      return Optional.of(finding(trace, down, gone, "goes"));
    }
    return changed.isEmpty()
        ? Optional.empty()
        : Optional.of(finding(trace, down, changed, "changes").weighing(Severity.NOTE));
  }

  private Stream<Difference> touched(StatementTrace trace) {
    return trace.changes().headlines().stream()
        .filter(difference -> earlier(difference).filter(this::isOfOthers).isPresent())
        .filter(difference -> !followsFromOwn(difference));
  }

  private boolean isOfOthers(SchemaObject object) {
    return before.find(object.name()).isPresent() && !own.contains(owner(object.name()));
  }

  private static Optional<SchemaObject> earlier(Difference difference) {
    return switch (difference) {
      case Difference.Gone(SchemaObject object) -> Optional.of(object);
      case Difference.Changed changed -> Optional.of(changed.before());
      case Difference.Appeared _, Difference.Reordered _ -> Optional.empty();
    };
  }

  /** A column of a type, or the text of a view, that names what the up made or changed. */
  private boolean followsFromOwn(Difference difference) {
    return difference instanceof Difference.Changed changed
        && changed.changes().stream()
            .flatMap(change -> Stream.of(change.before(), change.after()).flatMap(Optional::stream))
            .anyMatch(text -> ownNames.stream().anyMatch(text::contains));
  }

  private static Stream<ObjectName> names(Difference difference) {
    return difference instanceof Difference.Changed changed
        ? Stream.of(changed.before().name(), changed.after().name())
        : Stream.of(difference.name());
  }

  /** The table, view or type that it is, or is part of. */
  private static String owner(ObjectName name) {
    return name.schema() + "." + (name.parent().isEmpty() ? name.name() : name.parent());
  }

  private static Finding finding(
      StatementTrace trace, ScriptRun down, List<ObjectName> objects, String what) {
    return Finding.of(
        Rule.S5,
        down.script().file(),
        trace.statement().at(),
        Sentence.line(Sentence.names(objects) + " " + what + ", which the up left alone"),
        "");
  }
}
