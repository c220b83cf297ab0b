package org.ignition.migration.hazard;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaObject;

/** What is gone for good: D1–D3, D8–D10. */
final class LossRules {

  static final List<Check> CHECKS =
      List.of(
          LossRules::dropped,
          LossRules::emptied,
          LossRules::everyRow,
          LossRules::sequence,
          LossRules::triggers,
          LossRules::labels);

  private LossRules() {}

  private static Stream<Finding> dropped(Observed o) {
    List<ObjectName> gone =
        Stream.concat(
                o.gone(ObjectKind.TABLE).map(SchemaObject::name),
                o.gone(ObjectKind.COLUMN)
                    .filter(column -> column.get(Attribute.GENERATED).isEmpty())
                    .map(SchemaObject::name)
                    .filter(column -> !o.goesWithTable(column)))
            .toList();
    return gone.isEmpty() ? Stream.empty() : Stream.of(dropped(o, gone));
  }

  private static Finding dropped(Observed o, List<ObjectName> gone) {
    return o.at(
        gone.getFirst().name(),
        Rule.D1,
        "what " + Sentence.names(gone) + " holds is gone",
        gone.stream().map(LossRules::guard).limit(3).collect(Collectors.joining("\n")));
  }

  /** A query that says whether there is anything to lose. */
  private static String guard(ObjectName gone) {
    return gone.kind() == ObjectKind.COLUMN
        ? "SELECT NOT EXISTS (SELECT FROM %s WHERE %s IS NOT NULL); -- must be true"
            .formatted(SqlName.table(gone), SqlName.quote(gone.name()))
        : "SELECT NOT EXISTS (SELECT FROM %s); -- must be true".formatted(SqlName.of(gone));
  }

  private static Stream<Finding> emptied(Observed o) {
    return o.statement().begins("TRUNCATE") && !o.blocking().isEmpty()
        ? Stream.of(
            o.here(
                Rule.D2,
                o.withEffects("removes every row"),
                "DELETE FROM <table> WHERE <key> BETWEEN <from> AND <to>; -- in batches"))
        : Stream.empty();
  }

  private static Stream<Finding> everyRow(Observed o) {
    boolean update = o.statement().begins("UPDATE");
    if (!(update || o.statement().begins("DELETE")) || o.has("WHERE") || touchesNewTable(o)) {
      return Stream.empty();
    }
    if (update && setsOnlyNewColumns(o)) {
      return Stream.empty();
    }
    Finding finding =
        o.here(
            Rule.D3,
            o.withEffects((update ? "changes" : "removes") + " every row"),
            o.statement().text() + "\nWHERE <key> BETWEEN <from> AND <to>; -- in batches");
    return Stream.of(update ? finding.weighing(Severity.WARNING) : finding);
  }

  private static boolean touchesNewTable(Observed o) {
    return TargetTable.of(o.statement())
        .filter(name -> !name.isOld(o.story().before()))
        .isPresent();
  }

  private static boolean setsOnlyNewColumns(Observed o) {
    return TargetTable.of(o.statement())
        .filter(table -> table.setsOnlyNew(o.statement(), o.story().before()))
        .isPresent();
  }

  private static Stream<Finding> sequence(Observed o) {
    Stream<Finding> gone =
        o.gone(ObjectKind.SEQUENCE)
            .filter(sequence -> sequence.get(Attribute.OWNED_BY).isEmpty())
            .map(SchemaObject::name)
            .map(name -> o.at(name.name(), Rule.D8, "the last number of " + name + " is gone", ""));
    boolean restarts =
        o.has("RESTART")
            && (o.statement().begins("ALTER", "SEQUENCE")
                || o.statement().begins("ALTER", "TABLE")
                || o.statement().begins("TRUNCATE"));
    return restarts
        ? Stream.concat(gone, Stream.of(o.at("restart", Rule.D8, "restarts a sequence", "")))
        : gone;
  }

  private static Stream<Finding> triggers(Observed o) {
    Set<String> disabled =
        o.changed(ObjectKind.TRIGGER)
            .filter(trigger -> trigger.touches(Attribute.ENABLED))
            .map(Difference.Changed::after)
            .filter(LossRules::isDisabled)
            .map(trigger -> trigger.name().toString())
            .collect(Collectors.toSet());
    String what = disabled.isEmpty() ? "triggers" : Sentence.names(disabled);
    return isReplica(o) || disablesAll(o) || !disabled.isEmpty()
        ? Stream.of(o.here(Rule.D9, o.withEffects("switches " + what + " off"), ""))
        : Stream.empty();
  }

  private static boolean isDisabled(SchemaObject trigger) {
    return trigger.get(Attribute.ENABLED).filter("disabled"::equals).isPresent();
  }

  private static boolean isReplica(Observed o) {
    return o.statement().begins("SET") && o.has("SESSION_REPLICATION_ROLE") && !o.has("DEFAULT");
  }

  /** ALL switches the triggers of foreign keys off, which no comparison of schemas shows. */
  private static boolean disablesAll(Observed o) {
    return o.statement().begins("ALTER", "TABLE") && o.has("DISABLE") && o.has("TRIGGER");
  }

  /** An enum that is made again, or changed, without some of its labels. */
  private static Stream<Finding> labels(Observed o) {
    return Stream.concat(
            o.appeared(ObjectKind.ENUM),
            o.changedAtAll(ObjectKind.ENUM).map(Difference.Changed::after))
        .flatMap(type -> labels(o, type));
  }

  private static Stream<Finding> labels(Observed o, SchemaObject type) {
    List<String> lost =
        o.story().before().find(type.name()).stream()
            .flatMap(before -> Labels.of(before).stream())
            .filter(label -> !Labels.of(type).contains(label))
            .toList();
    boolean again =
        o.story().before().find(type.name()).filter(before -> !isSame(before, type)).isPresent();
    return again && !lost.isEmpty()
        ? Stream.of(
            o.at(
                type.name().name(),
                Rule.D10,
                "enum %s loses %s".formatted(SqlName.of(type.name()), Sentence.names(lost)),
                ""))
        : Stream.empty();
  }

  private static boolean isSame(SchemaObject before, SchemaObject after) {
    return before.identity().equals(after.identity());
  }
}
