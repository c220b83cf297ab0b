package org.ignition.image.inspection;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one layer says about the paths that matter, and what it deletes from the layers below it
 * (image-spec 1.1, "Image Layer Filesystem Changeset", "Whiteouts").
 */
final class LayerView {

  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";
  private static final String AUFS = ".wh..wh.";

  /** Deletions beyond this many are kept for the paths that matter only. */
  private static final int MOST_DELETIONS = 100_000;

  private final Set<String> interest;
  private final Map<String, Fact> facts = new HashMap<>();
  private final Set<String> deleted = new HashSet<>();
  private final Set<String> emptied = new HashSet<>();

  /**
   * @param interest paths about which facts are kept, with all folders above them
   */
  LayerView(Set<String> interest) {
    this.interest = interest;
  }

  /** Whether a fact about {@code path} would be kept. */
  boolean matters(String path) {
    return interest.contains(path);
  }

  /** Takes note of an entry that deletes something; false for all others. */
  boolean delete(String path) {
    String name = ImagePath.name(path);
    if (!name.startsWith(WHITEOUT)) {
      return false;
    }
    String folder = ImagePath.parent(path);
    if (name.equals(OPAQUE)) {
      keep(emptied, folder);
    } else if (!name.startsWith(AUFS)) {
      keep(deleted, ImagePath.child(folder, name.substring(WHITEOUT.length())));
    }
    return true;
  }

  private void keep(Set<String> deletions, String path) {
    if (deletions.size() < MOST_DELETIONS || matters(path)) {
      deletions.add(path);
    }
  }

  /** Takes note of what is at a path that matters; the last of several entries counts. */
  void put(String path, Fact fact) {
    facts.put(path, fact);
    for (String above = ImagePath.parent(path); !above.isEmpty(); above = ImagePath.parent(above)) {
      facts.putIfAbsent(above, new Fact.Folder());
    }
  }

  Optional<Fact> at(String path) {
    return Optional.ofNullable(facts.get(path));
  }

  /** Whether nothing of the layers below shows at {@code path}. */
  boolean hides(String path) {
    if (deleted.contains(path)) {
      return true;
    }
    for (String above = path; !above.isEmpty(); ) {
      above = ImagePath.parent(above);
      if (emptied.contains(above) || deleted.contains(above) || replaces(above)) {
        return true;
      }
    }
    return false;
  }

  private boolean replaces(String folder) {
    Fact fact = facts.get(folder);
    return fact != null && !(fact instanceof Fact.Folder);
  }
}
