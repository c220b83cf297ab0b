package org.ignition.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand;
import org.eclipse.jgit.api.MergeResult;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.transport.URIish;
import org.ignition.image.CommitSha;

/** A git repository in a folder, whose commits are a minute apart. */
final class SampleRepository implements AutoCloseable {

  static final Instant FIRST = Instant.parse("2026-01-02T03:04:05Z");

  private final Git git;
  private int commits;

  private SampleRepository(Git git) {
    this.git = git;
  }

  static SampleRepository in(Path folder) throws Exception {
    QuietGit.install();
    return new SampleRepository(
        Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call());
  }

  Path folder() {
    return git.getRepository().getWorkTree().toPath();
  }

  SampleRepository file(String name, String text) throws IOException {
    Path file = folder().resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  CommitSha commit() throws Exception {
    git.add().addFilepattern(".").call();
    PersonIdent author =
        new PersonIdent("A", "a@example.com", FIRST.plusSeconds(60L * commits++), ZoneOffset.UTC);
    return new CommitSha(
        git.commit()
            .setAllowEmpty(true)
            .setMessage("m")
            .setAuthor(author)
            .setCommitter(author)
            .setSign(false)
            .call()
            .name());
  }

  CommitSha merge(CommitSha other) throws Exception {
    MergeResult result =
        git.merge()
            .include(git.getRepository().resolve(other.hex()))
            .setFastForward(MergeCommand.FastForwardMode.NO_FF)
            .setCommit(true)
            .setMessage("merge")
            .call();
    return new CommitSha(result.getNewHead().name());
  }

  SampleRepository branch(String name) throws GitAPIException {
    git.checkout().setCreateBranch(true).setName(name).call();
    return this;
  }

  SampleRepository checkout(String name) throws GitAPIException {
    git.checkout().setName(name).call();
    return this;
  }

  SampleRepository tag(String name) throws GitAPIException {
    git.tag().setName(name).setAnnotated(false).call();
    return this;
  }

  SampleRepository annotatedTag(String name) throws GitAPIException {
    git.tag().setName(name).setAnnotated(true).setMessage(name).setSigned(false).call();
    return this;
  }

  SampleRepository origin(String url) throws Exception {
    git.remoteAdd().setName("origin").setUri(new URIish(url)).call();
    return this;
  }

  /** A clone of what is checked out here; {@code depth} 0 for all of it. */
  SampleRepository clone(Path folder, int depth) throws Exception {
    var command =
        Git.cloneRepository().setURI(folder().toUri().toString()).setDirectory(folder.toFile());
    return new SampleRepository(depth == 0 ? command.call() : command.setDepth(depth).call());
  }

  @Override
  public void close() {
    git.close();
  }
}
