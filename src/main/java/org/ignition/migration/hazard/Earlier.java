package org.ignition.migration.hazard;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.Identity;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.trace.LockMode;
import org.ignition.migration.trace.Relation;
import org.ignition.migration.trace.StatementTrace;

/** What the statements before one left behind: locks that are held, tables that are new. */
final class Earlier {

  private final boolean transactional;
  private final Map<Relation, Held> held = new HashMap<>();
  private final Set<Relation> scanned = new HashSet<>();
  private final Set<Identity> made = new HashSet<>();
  private final Set<String> newTables = new HashSet<>();
  private final Set<ObjectName> domains = new HashSet<>();
  private final Set<String> replaceable = new HashSet<>();
  private final Set<String> newLabels = new HashSet<>();
  private final Set<Object> said = new HashSet<>();

  Earlier(boolean transactional) {
    this.transactional = transactional;
  }

  /** A lock and the statement that took it. */
  record Held(LockMode mode, SqlStatement since) {}

  /** Adds a statement to what was before. */
  void add(StatementTrace trace) {
    trace.changes().differences().forEach(this::add);
    if (transactional) {
      trace.locks().forEach(lock -> add(lock, trace.statement()));
      if (trace.statement().begins("ALTER", "TABLE")) {
        trace.scans().forEach(scan -> scanned.add(scan.relation()));
      }
    }
  }

  private void add(StatementTrace.Lock lock, SqlStatement statement) {
    held.merge(
        lock.relation(),
        new Held(lock.mode(), statement),
        (old, later) -> later.mode().compareTo(old.mode()) > 0 ? later : old);
  }

  private void add(Difference difference) {
    switch (difference) {
      case Difference.Appeared(SchemaObject object) -> {
        made.add(object.identity());
        if (isRelation(object.name().kind())) {
          newTables.add(key(object.name()));
        }
        if (object.name().kind() == ObjectKind.DOMAIN) {
          domains.add(object.name());
        }
      }
      case Difference.Gone(SchemaObject object) -> {
        newTables.remove(key(object.name()));
        shape(object).ifPresent(replaceable::add);
      }
      case Difference.Changed changed -> {
        newLabels.addAll(newLabels(changed));
        if (changed.isRenamed() && newTables.remove(key(changed.before().name()))) {
          newTables.add(key(changed.after().name()));
        }
      }
      case Difference.Reordered _ -> {}
    }
  }

  /** Whether others are parts of it. */
  static boolean isRelation(ObjectKind kind) {
    return switch (kind) {
      case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, DOMAIN -> true;
      default -> false;
    };
  }

  /** What makes one constraint or index stand in for another. */
  private static Optional<String> shape(SchemaObject object) {
    return switch (object.name().kind()) {
      case CONSTRAINT ->
          object
              .get(Attribute.CONSTRAINT_KIND)
              .map(kind -> SqlName.table(object.name()) + ' ' + kind);
      case INDEX ->
          object
              .get(Attribute.UNIQUE)
              .filter("true"::equals)
              .map(kind -> SqlName.table(object.name()) + " unique");
      default -> Optional.empty();
    };
  }

  /** Whether one of the same kind went from the same table, so that this may only loosen it. */
  boolean mayReplace(SchemaObject object) {
    return shape(object).filter(replaceable::contains).isPresent();
  }

  /** The lock that is held on {@code relation}. */
  Optional<Held> on(Relation relation) {
    return Optional.ofNullable(held.get(relation));
  }

  Collection<Relation> locked() {
    return held.keySet();
  }

  boolean hasScanned(Relation relation) {
    return scanned.contains(relation);
  }

  /** Labels of an older enum that others may not use before the commit. */
  private List<String> newLabels(Difference.Changed type) {
    boolean grows = type.touches(Attribute.LABELS) && !made.contains(type.before().identity());
    List<String> before = Labels.of(type.before());
    List<String> after = Labels.of(type.after());
    return grows && after.size() > before.size()
        ? after.stream().filter(label -> !before.contains(label)).toList()
        : List.of();
  }

  /** Labels that the file added to enums that it didn't make, quoted. */
  Set<String> newLabels() {
    return newLabels;
  }

  /** Whether the file made the object. */
  boolean isNew(SchemaObject object) {
    return made.contains(object.identity());
  }

  /** Domains that the file made. */
  Set<ObjectName> domains() {
    return domains;
  }

  /** Whether the file made the table or view that {@code part} belongs to. */
  boolean isPartOfNew(ObjectName part) {
    return newTables.contains(key(part.schema(), part.parent()));
  }

  private static String key(ObjectName relation) {
    return key(relation.schema(), relation.name());
  }

  private static String key(String schema, String relation) {
    return schema + '\0' + relation;
  }

  /** True only the first time, for what is said once in a file. */
  boolean sayOnce(Object what) {
    return said.add(what);
  }
}
