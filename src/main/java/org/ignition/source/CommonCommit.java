package org.ignition.source;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.ignition.image.CommitSha;

/** Finds commits by name, and where two lines of history parted. */
record CommonCommit(Repository repository) {

  private static final List<String> PREFIXES = List.of("", Constants.R_REMOTES + "origin/");

  /** The commit that {@code name} names. */
  Optional<CommitSha> named(String name) throws IOException {
    for (String prefix : PREFIXES) {
      Optional<CommitSha> found = resolved(prefix + name);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<CommitSha> resolved(String name) throws IOException {
    try {
      return Optional.ofNullable(repository.resolve(name + "^{commit}"))
          .map(id -> new CommitSha(id.name()));
    } catch (MissingObjectException | RevisionSyntaxException | AmbiguousObjectException _) {
      return Optional.empty();
    }
  }

  /** The newest commit that HEAD and {@code other} share. */
  Optional<CommitSha> withHead(CommitSha other) throws IOException {
    ObjectId head = repository.resolve(Constants.HEAD);
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(head));
      walk.markStart(walk.parseCommit(ObjectId.fromString(other.hex())));
      RevCommit common = walk.next();
      return Optional.ofNullable(common).map(commit -> new CommitSha(commit.name()));
    } catch (MissingObjectException _) {
      return Optional.empty();
    }
  }
}
