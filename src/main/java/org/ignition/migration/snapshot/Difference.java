package org.ignition.migration.snapshot;

import java.util.List;
import java.util.Optional;

/** One way in which a later schema differs from an earlier one. */
public sealed interface Difference {

  /** The object as it is named in the later schema, or was in the earlier one. */
  ObjectName name();

  /** An object is new. */
  record Appeared(SchemaObject object) implements Difference {
    @Override
    public ObjectName name() {
      return object.name();
    }
  }

  /** An object is gone. */
  record Gone(SchemaObject object) implements Difference {
    @Override
    public ObjectName name() {
      return object.name();
    }
  }

  /** An object is another, renamed when the names differ. */
  record Changed(SchemaObject before, SchemaObject after, List<Change> changes)
      implements Difference {

    /** Copies the list. */
    public Changed {
      changes = List.copyOf(changes);
    }

    @Override
    public ObjectName name() {
      return after.name();
    }

    /** Whether it has another name, schema or parent. */
    public boolean isRenamed() {
      return !before.name().equals(after.name());
    }

    /** Whether {@code attribute} changed. */
    public boolean touches(Attribute attribute) {
      return changes.stream().anyMatch(change -> change.attribute() == attribute);
    }
  }

  /** A table has its columns in another order. */
  record Reordered(ObjectName name, List<String> before, List<String> after) implements Difference {

    /** Copies the lists. */
    public Reordered {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  /** An attribute with another value; empty where the object has or had none. */
  record Change(Attribute attribute, Optional<String> before, Optional<String> after) {}
}
