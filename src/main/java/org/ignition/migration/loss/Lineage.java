package org.ignition.migration.loss;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose rows are counted with whose while downs run one after the other, none of which has run yet:
 * those of partitions and other heirs go with their parent's, unless they were parted from it or
 * have gone before.
 */
final class Lineage {

  private final Catalog catalog;
  private final Set<Heir> parted = new HashSet<>();
  private final Set<LiveObject> spent = new HashSet<>();

  /**
   * A table that inherits from another one, directly.
   *
   * @param parent what the catalog knows the other one by
   */
  record Heir(long parent, LiveObject table) {}

  Lineage(Catalog catalog) {
    this.catalog = catalog;
  }

  /** From here on {@code child} is a table of its own. */
  void part(LiveObject parent, LiveObject child) {
    parted.add(new Heir(parent.id(), child));
  }

  /** The rows of {@code tables} themselves are gone. */
  void spend(Set<LiveObject> tables) {
    spent.addAll(tables);
  }

  /** The table and those of its heirs that still are. */
  Set<LiveObject> family(LiveObject table) throws SQLException {
    List<Heir> heirs = catalog.heirs(table);
    Set<LiveObject> family = new HashSet<>();
    Deque<LiveObject> next = new ArrayDeque<>(List.of(table));
    while (!next.isEmpty()) {
      LiveObject each = next.pop();
      if (family.add(each)) {
        heirs.stream()
            .filter(heir -> heir.parent() == each.id() && !parted.contains(heir))
            .forEach(heir -> next.add(heir.table()));
      }
    }
    return family;
  }

  /**
   * Whose rows the server would count with the table's, and are not meant; none at all where no row
   * is left that could be.
   */
  Optional<Set<LiveObject>> apart(LiveObject table) throws SQLException {
    if (parted.isEmpty() && spent.isEmpty()) {
      return Optional.of(Set.of());
    }
    Set<LiveObject> left = family(table);
    left.removeAll(spent);
    Set<LiveObject> apart =
        catalog.heirs(table).stream().map(Heir::table).collect(Collectors.toSet());
    apart.add(table);
    apart.removeAll(left);
    return left.isEmpty() ? Optional.empty() : Optional.of(apart);
  }
}
