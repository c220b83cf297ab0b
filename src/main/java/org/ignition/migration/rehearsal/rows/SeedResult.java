package org.ignition.migration.rehearsal.rows;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ignition.image.Quoted;
import org.ignition.migration.rehearsal.rows.Seeded.LeftEmpty;
import org.ignition.migration.trace.Relation;
import org.jspecify.annotations.Nullable;

/** Says from how the steps ended what became of each table. */
final class SeedResult {

  private static final String NEW_LABEL = "55P04";

  private final List<SeedStep> steps;
  private final List<String> states;

  private SeedResult(List<SeedStep> steps, List<String> states) {
    this.steps = steps;
    this.states = states;
  }

  /** The result; {@code states} has one for each step. */
  static Seeded of(List<SeedStep> steps, List<String> states) {
    return new SeedResult(steps, states).seeded();
  }

  /** Nothing came of it for one reason. */
  static Seeded refused(Collection<Relation> tables, @Nullable String why) {
    String reason = said(Objects.requireNonNullElse(why, ""));
    return new Seeded(
        List.of(), tables.stream().map(table -> new LeftEmpty(table, reason)).toList(), false);
  }

  private Seeded seeded() {
    List<Relation> populated = new ArrayList<>();
    List<Integer> failed = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).after() < 0) {
        if (isPopulated(i)) {
          steps.get(i).tables().forEach(table -> populated.add(table.relation()));
        } else {
          failed.add(i);
        }
      }
    }
    Set<Long> empty =
        failed.stream()
            .flatMap(i -> steps.get(i).tables().stream())
            .map(table -> table.relation().oid())
            .collect(Collectors.toCollection(HashSet::new));
    return new Seeded(
        populated,
        failed.stream().flatMap(i -> leftEmpty(i, empty).stream()).toList(),
        failed.stream().anyMatch(i -> states.get(i).startsWith(NEW_LABEL)));
  }

  private boolean isPopulated(int step) {
    return states.get(step).equals(SeedBlock.MADE) || states.get(step).equals(SeedBlock.KEPT);
  }

  private List<LeftEmpty> leftEmpty(int step, Set<Long> empty) {
    return steps.get(step).tables().stream()
        .map(table -> new LeftEmpty(table.relation(), why(table, states.get(step), empty)))
        .toList();
  }

  private String why(TableShape table, String state, Set<Long> empty) {
    if (table.partitioned()) {
      return "no partition of it holds a row";
    }
    return missing(table, empty)
        .map(target -> "it refers to " + Quoted.of(target) + ", which is empty")
        .orElseGet(() -> said(state.replaceFirst("^\\w{5} ", "")));
  }

  private Optional<String> missing(TableShape table, Set<Long> empty) {
    return table.foreignKeys().stream()
        .filter(key -> table.requires(key) && key.target() != table.relation().oid())
        .filter(key -> empty.contains(key.target()))
        .map(key -> key.targetSql().replaceFirst("^ONLY ", ""))
        .findFirst();
  }

  private static String said(String message) {
    return message.isBlank()
        ? "a trigger or rule kept its row away"
        : "the server said " + Quoted.of(message);
  }
}
