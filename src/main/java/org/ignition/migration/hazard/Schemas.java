package org.ignition.migration.hazard;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.snapshot.SchemaSnapshot;

/** Schemas that follow from others. */
final class Schemas {

  private Schemas() {}

  /** {@code before} with changes applied: what goes first, so that names may be taken again. */
  static SchemaSnapshot after(SchemaSnapshot before, List<Difference> changes) {
    SortedMap<ObjectName, SchemaObject> objects = new TreeMap<>(before.objects());
    for (Difference change : changes) {
      switch (change) {
        case Difference.Gone(SchemaObject object) -> objects.remove(object.name());
        case Difference.Changed changed -> objects.remove(changed.before().name());
        case Difference.Appeared _, Difference.Reordered _ -> {}
      }
    }
    for (Difference change : changes) {
      switch (change) {
        case Difference.Appeared(SchemaObject object) -> objects.put(object.name(), object);
        case Difference.Changed changed -> objects.put(changed.after().name(), changed.after());
        case Difference.Gone _, Difference.Reordered _ -> {}
      }
    }
    return new SchemaSnapshot(objects);
  }
}
