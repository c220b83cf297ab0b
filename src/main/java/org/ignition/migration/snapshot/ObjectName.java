package org.ignition.migration.snapshot;

import java.util.Comparator;

/**
 * What an object is called; no two of a schema are called the same.
 *
 * @param kind what it is
 * @param schema it is in; empty for objects of the whole database
 * @param parent the table or view that it belongs to; empty when it stands on its own
 * @param name its own name; a function's has its argument types
 */
public record ObjectName(ObjectKind kind, String schema, String parent, String name)
    implements Comparable<ObjectName> {

  private static final Comparator<ObjectName> ORDER =
      Comparator.comparing(ObjectName::kind)
          .thenComparing(ObjectName::schema)
          .thenComparing(ObjectName::parent)
          .thenComparing(ObjectName::name);

  @Override
  public int compareTo(ObjectName other) {
    return ORDER.compare(this, other);
  }

  /**
   * With kind, qualified, such as {@code column public.users.email}; an index goes without its
   * table, since its name is unique in the schema.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(kind.toString()).append(' ');
    if (!schema.isEmpty()) {
      text.append(schema).append('.');
    }
    if (!parent.isEmpty() && kind != ObjectKind.INDEX) {
      text.append(parent).append('.');
    }
    return text.append(name).toString();
  }
}
