package org.ignition.migration.sqlite;

import java.util.List;
import java.util.Map;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.ObjectName;

/**
 * A table or view as SQLite describes it, before it is known which one of before it is.
 *
 * @param main the table or view itself
 * @param root the page that its tree begins at, which a new name does not change; 0 when it has
 *     none
 * @param parts columns in their order, then all else
 */
record Drafted(Part main, long root, List<Part> parts) {

  Drafted {
    parts = List.copyOf(parts);
  }

  /** One object. */
  record Part(ObjectName name, Map<Attribute, String> attributes) {

    Part {
      attributes = Map.copyOf(attributes);
    }
  }
}
