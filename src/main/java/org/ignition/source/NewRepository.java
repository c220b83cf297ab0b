package org.ignition.source;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;

/** Makes a repository out of a folder: one branch, one commit, one tag. */
public final class NewRepository {

  private NewRepository() {}

  /**
   * Commits everything in {@code folder}. The same files and time give the same commit.
   *
   * @param tag an unannotated tag on the commit
   * @throws InputException when the folder cannot be written
   */
  public static void commit(Path folder, String branch, String message, Instant time, String tag) {
    PersonIdent author =
        new PersonIdent("ignition-release", "quickstart@example.com", time, ZoneOffset.UTC);
    try (Git git = Git.init().setDirectory(folder.toFile()).setInitialBranch(branch).call()) {
      git.getRepository().getConfig().setBoolean("commit", null, "gpgsign", false);
      git.add().addFilepattern(".").call();
      git.commit().setMessage(message).setAuthor(author).setCommitter(author).setSign(false).call();
      git.tag().setName(tag).setAnnotated(false).setSigned(false).call();
    } catch (GitAPIException e) {
      throw new InputException(
          Problem.of(
              ErrorCode.FILE_UNWRITABLE,
              "Cannot make a git repository in " + folder,
              "",
              "Check the folder's permissions"),
          e);
    }
  }
}
