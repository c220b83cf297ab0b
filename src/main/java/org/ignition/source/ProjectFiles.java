package org.ignition.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.WorkingTreeIterator;

/**
 * The project's own files on disk, committed or not: what git ignores is left out, and so are
 * folders of other people's code and of test material, links, and names that need quoting.
 */
record ProjectFiles(Repository repository) {

  private static final int DEEPEST = 6;
  private static final Set<String> NOT_THE_PROJECT =
      Set.of(
          ".git",
          "node_modules",
          "vendor",
          "third_party",
          "testdata",
          "fixtures",
          "test",
          "tests",
          "example",
          "examples");
  private static final Pattern PLAIN =
      Pattern.compile("[\\p{L}\\p{N}_.@+][\\p{L}\\p{N}_.@+/ -]{0,200}");

  List<Path> list() throws IOException {
    List<Path> files = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(new FileTreeIterator(repository));
      while (walk.next()) {
        visit(walk, files);
      }
    }
    return files;
  }

  private static void visit(TreeWalk walk, List<Path> files) throws IOException {
    if (walk.getTree(0, WorkingTreeIterator.class).isEntryIgnored()) {
      return;
    }
    if (walk.isSubtree()) {
      if (walk.getDepth() < DEEPEST && !NOT_THE_PROJECT.contains(walk.getNameString())) {
        walk.enterSubtree();
      }
    } else if (isFile(walk.getFileMode(0)) && PLAIN.matcher(walk.getPathString()).matches()) {
      files.add(Path.of(walk.getPathString()));
    }
  }

  private static boolean isFile(FileMode mode) {
    return mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
  }
}
