package org.ignition.migration.rehearsal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ignition.migration.rehearsal.observe.Footprint;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.Identity;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.sql.SqlStatement;

/**
 * Says which of several statements made which of their changes, so that the schema need not be read
 * after each.
 */
final class Attribution {

  /** What statements that only decorate may have changed. */
  private static final Set<Attribute> DECORATION =
      Set.of(Attribute.COMMENT, Attribute.PRIVILEGES, Attribute.OWNER);

  private static final Set<String> DECORATORS = Set.of("COMMENT", "GRANT", "REVOKE", "REASSIGN");

  private final List<Step> steps;
  private final Map<Identity, Identity> owners = new HashMap<>();

  /** A statement, and what it may have changed. */
  record Step(SqlStatement statement, Footprint footprint) {
    private boolean decorates() {
      return DECORATORS.contains(Overlap.verb(statement));
    }
  }

  private Attribution(List<Step> steps) {
    this.steps = steps;
  }

  /**
   * The changes of each of {@code steps}, at least one, in their order.
   *
   * @param changes of all of them
   */
  static List<SchemaDiff> of(
      List<Step> steps, SchemaDiff changes, SchemaSnapshot before, SchemaSnapshot after) {
    if (steps.size() == 1) {
      return List.of(changes);
    }
    Attribution attribution = new Attribution(steps);
    attribution.learnOwners(changes, Stream.of(before, after));
    return attribution.split(changes);
  }

  /** An index belongs to its table, a column too. */
  private void learnOwners(SchemaDiff changes, Stream<SchemaSnapshot> schemas) {
    Set<Identity> changed =
        changes.differences().stream()
            .flatMap(difference -> identity(difference).stream())
            .collect(Collectors.toSet());
    schemas
        .flatMap(SchemaSnapshot::groups)
        .forEach(group ->
            group.objects().stream()
                .filter(object -> changed.contains(object.identity()))
                .forEach(object -> owners.put(object.identity(), group.owner())));
  }

  private List<SchemaDiff> split(SchemaDiff changes) {
    Map<Integer, List<Difference>> byStep = new HashMap<>();
    changes
        .differences()
        .forEach(d -> byStep.computeIfAbsent(step(d), any -> new ArrayList<>()).add(d));
    return IntStream.range(0, steps.size())
        .mapToObj(i -> new SchemaDiff(byStep.getOrDefault(i, List.of())))
        .toList();
  }

  private int step(Difference difference) {
    boolean decoration = isDecoration(difference);
    return identity(difference)
        .map(id ->
            last(step -> step.decorates() == decoration && touched(step, id))
                .or(() -> last(s -> s.decorates() == decoration && touchedAny(s, id)))
                .or(() -> last(s -> s.decorates() == decoration && touchedOwner(s, id)))
                .or(() -> last(step -> touchedAny(step, id) || touchedOwner(step, id)))
                .orElse(steps.size() - 1))
        .orElse(steps.size() - 1);
  }

  private Optional<Integer> last(Predicate<Step> wanted) {
    return IntStream.range(0, steps.size())
        .filter(i -> wanted.test(steps.get(i)))
        .boxed()
        .reduce((_, later) -> later);
  }

  private static boolean touched(Step step, Identity identity) {
    return step.footprint().touched().contains(identity);
  }

  private static boolean touchedAny(Step step, Identity identity) {
    return step.footprint().touched().stream()
        .anyMatch(t -> t.catalog() == identity.catalog() && t.oid() == identity.oid());
  }

  private boolean touchedOwner(Step step, Identity identity) {
    Identity owner = owners.get(identity);
    return owner != null && touchedAny(step, owner);
  }

  private static boolean isDecoration(Difference difference) {
    return difference instanceof Difference.Changed changed
        && changed.changes().stream().allMatch(c -> DECORATION.contains(c.attribute()));
  }

  private static Optional<Identity> identity(Difference difference) {
    return switch (difference) {
      case Difference.Appeared appeared -> Optional.of(appeared.object().identity());
      case Difference.Gone gone -> Optional.of(gone.object().identity());
      case Difference.Changed changed -> Optional.of(changed.after().identity());
      case Difference.Reordered _ -> Optional.empty();
    };
  }
}
