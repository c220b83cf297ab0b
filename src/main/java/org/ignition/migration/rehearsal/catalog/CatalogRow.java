package org.ignition.migration.rehearsal.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.Identity;
import org.ignition.migration.snapshot.ObjectKind;

/**
 * One row of a query.
 *
 * @param owner of the group that it belongs to; itself when it stands on its own
 * @param schema empty for a part of a group
 * @param columns numbers of columns, 0 for an expression
 * @param ties OIDs besides its own whose change may change it
 */
record CatalogRow(
    Identity identity,
    Identity owner,
    ObjectKind kind,
    String schema,
    String name,
    List<Integer> columns,
    Set<Long> ties,
    Map<Attribute, String> attributes) {

  boolean isMain() {
    return identity.equals(owner);
  }
}
