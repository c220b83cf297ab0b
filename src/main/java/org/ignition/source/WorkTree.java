package org.ignition.source;

import java.util.List;

/**
 * How the files on disk differ from the commit.
 *
 * @param changed a few of the files that do, tracked or not, ignored ones left out; relative to the
 *     repository's root, sorted
 * @param count how many do
 */
public record WorkTree(List<String> changed, int count) {

  /** They don't. */
  public static final WorkTree CLEAN = new WorkTree(List.of(), 0);

  /** Copies the names. */
  public WorkTree {
    changed = List.copyOf(changed);
  }

  /** Whether any file differs. */
  public boolean dirty() {
    return count > 0;
  }
}
