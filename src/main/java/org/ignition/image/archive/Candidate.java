package org.ignition.image.archive;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.ignition.image.Descriptor;
import org.ignition.image.Platform;

/**
 * An image that an archive holds.
 *
 * @param manifest names it
 * @param platform what it runs on
 * @param names what the archive calls it, sorted
 */
record Candidate(Descriptor manifest, Platform platform, Set<String> names) {

  Candidate {
    names = Collections.unmodifiableSet(new TreeSet<>(names));
  }

  boolean isCalled(String reference) {
    return names.stream().anyMatch(name -> ReferenceName.same(name, reference));
  }
}
