package org.ignition.migration.loss;

import java.util.Set;

/**
 * What an undo takes away, with what is no part of it.
 *
 * @param gone what goes
 * @param apart tables that inherit from what goes, whose rows do not go with it
 */
record Taken(Gone gone, Set<LiveObject> apart) {

  /** Copies the set. */
  Taken {
    apart = Set.copyOf(apart);
  }
}
