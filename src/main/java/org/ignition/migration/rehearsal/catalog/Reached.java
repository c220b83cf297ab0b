package org.ignition.migration.rehearsal.catalog;

import java.util.HashSet;
import java.util.Set;
import org.ignition.migration.rehearsal.catalog.Catalog.Reach;
import org.ignition.migration.snapshot.Identity;

/** Owners of groups that have to be read, by how they are read. */
record Reached(Set<Long> relations, Set<Long> types, Set<Long> routines, boolean others) {

  /** What has to be read when these groups may have changed. */
  static Reached of(Set<Identity> owners) {
    Set<Long> relations = new HashSet<>();
    Set<Long> types = new HashSet<>();
    Set<Long> routines = new HashSet<>();
    boolean others = false;
    for (Identity owner : owners) {
      switch (Catalog.of(owner.catalog()).map(Catalog::reach).orElse(Reach.OTHER)) {
        case RELATION -> relations.add(owner.oid());
        case TYPE -> types.add(owner.oid());
        case ROUTINE -> routines.add(owner.oid());
        // A part that resolves to no group is gone; its group was found in the previous schema.
        case PART -> {}
        case OTHER, SCHEMA -> others = true;
      }
    }
    return new Reached(relations, types, routines, others);
  }
}
