package org.ignition.source;

import org.ignition.image.CommitSha;
import org.ignition.migration.layout.FileTree;

/** What a change is compared with. */
public sealed interface Base {

  /**
   * It is here.
   *
   * @param sha the commit
   * @param origin what says that it is the base, such as "the first parent of the merge commit"
   * @param tree the folder's files as the commit has them, paths as on disk
   */
  record Found(CommitSha sha, String origin, FileTree tree) implements Base {}

  /**
   * There is none: everything is new.
   *
   * @param why one sentence
   */
  record Nothing(String why) implements Base {}

  /**
   * There is one, but it is not here, or nothing says which it is. What is new cannot be told.
   *
   * @param why one sentence
   * @param advice what to do
   */
  record Unknown(String why, String advice) implements Base {}
}
