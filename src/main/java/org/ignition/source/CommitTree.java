package org.ignition.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.ignition.migration.layout.FileTree;

/**
 * The SQL and settings of a folder as a commit has them, all read at once, so that the repository
 * may be closed.
 */
record CommitTree(SortedMap<Path, byte[]> contents) implements FileTree {

  /**
   * The files in {@code folder} of {@code commit}; empty when the commit or one of them is not in
   * this clone.
   *
   * @param workspace what paths are relative to, itself relative to the repository's root
   */
  static Optional<FileTree> read(
      Repository repository, ObjectId commit, Path workspace, Path folder) throws IOException {
    SortedMap<Path, byte[]> contents = new TreeMap<>();
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(commits.parseCommit(commit).getTree());
      walk.setRecursive(true);
      String path = workspace.resolve(folder).normalize().toString().replace('\\', '/');
      if (!path.isEmpty()) {
        walk.setFilter(PathFilter.create(path));
      }
      while (walk.next()) {
        read(walk, workspace, contents);
      }
    } catch (MissingObjectException _) {
      return Optional.empty();
    }
    return Optional.of(new CommitTree(contents));
  }

  private static void read(TreeWalk walk, Path workspace, Map<Path, byte[]> contents)
      throws IOException {
    FileMode mode = walk.getFileMode(0);
    if (mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE)) {
      ObjectReader objects = walk.getObjectReader();
      Path file = workspace.relativize(Path.of(walk.getPathString()));
      boolean wanted = WorkspaceTree.isRead(file);
      contents.put(
          file,
          wanted
              ? objects.open(walk.getObjectId(0)).getCachedBytes(WorkspaceTree.LARGEST)
              : new byte[0]);
    }
  }

  @Override
  public List<Path> files(Path folder) {
    Path normal = folder.normalize();
    boolean all = normal.toString().isEmpty();
    return contents.keySet().stream().filter(file -> all || file.startsWith(normal)).toList();
  }

  @Override
  public byte[] read(Path file) {
    return contents.getOrDefault(file, new byte[0]);
  }
}
