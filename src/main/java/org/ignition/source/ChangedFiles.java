package org.ignition.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.IndexDiff;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.FileTreeIterator;

/**
 * The files that differ from HEAD.
 *
 * @param workspace what relative products start from
 * @param products files and folders that don't count as long as git does not track them
 */
record ChangedFiles(Repository repository, Path workspace, List<Path> products) {

  private static final int A_FEW = 5;

  WorkTree read() throws IOException {
    IndexDiff diff = new IndexDiff(repository, Constants.HEAD, new FileTreeIterator(repository));
    diff.diff();
    SortedSet<String> changed = new TreeSet<>();
    changed.addAll(diff.getAdded());
    changed.addAll(diff.getChanged());
    changed.addAll(diff.getRemoved());
    changed.addAll(diff.getMissing());
    changed.addAll(diff.getModified());
    changed.addAll(diff.getConflicting());
    changed.addAll(diff.getUntracked().stream().filter(file -> !isProduct(file)).toList());
    return new WorkTree(changed.stream().limit(A_FEW).toList(), changed.size());
  }

  private boolean isProduct(String name) {
    Path file = repository.getWorkTree().toPath().toAbsolutePath().resolve(name).normalize();
    return products.stream()
        .map(product -> workspace.toAbsolutePath().resolve(product).normalize())
        .anyMatch(file::startsWith);
  }
}
