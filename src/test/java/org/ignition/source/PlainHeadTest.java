package org.ignition.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ignition.image.CommitSha;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories are made by JGit. */
class PlainHeadTest {

  @TempDir Path folder;
  private SampleRepository sample;
  private CommitSha first;
  private Path git;

  @BeforeEach
  void commitOnce() throws Exception {
    sample = SampleRepository.in(folder.resolve("work")).file("a.txt", "a");
    first = sample.commit();
    git = sample.folder().resolve(".git");
  }

  @AfterEach
  void close() {
    sample.close();
  }

  private Optional<CommitSha> head() {
    return PlainHead.of(sample.folder());
  }

  @Test
  void isThatOfABranchAndFollowsIt() throws Exception {
    assertEquals(Optional.of(first), head());
    assertEquals(Optional.of(sample.file("a.txt", "b").commit()), head());
  }

  @Test
  void isACommitWithoutABranch() throws Exception {
    sample.file("a.txt", "b").commit();
    sample.checkout(first.hex());
    assertEquals(Optional.of(first), head());
  }

  @Test
  void isFoundFromAFolderBelow() throws Exception {
    Path below = Files.createDirectories(sample.folder().resolve("web/src"));
    assertEquals(Optional.of(first), PlainHead.of(below));
  }

  @Test
  void isFoundAmongPackedReferences() throws Exception {
    Files.delete(git.resolve("refs/heads/main"));
    assertEquals(Optional.empty(), head());
    String other = "ab".repeat(20);
    Files.writeString(
        git.resolve("packed-refs"),
        "# pack-refs with: peeled fully-peeled sorted\n%s refs/heads/not-main\n%s refs/heads/main\n"
            .formatted(other, first));
    assertEquals(Optional.of(first), head());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ref: refs/heads/unborn\n",
        "ref: refs/heads/.invalid\n",
        "ref: refs/heads/../heads/main\n",
        "ref: refs/tags/v1\n",
        "abc\n"
      })
  void isLeftToJgitWhereItIsOfAnotherForm(String head) throws IOException {
    Files.writeString(git.resolve("HEAD"), head);
    assertEquals(Optional.empty(), head());
  }

  /** Nor are letters for some locales. */
  @Test
  void isLeftToJgitWhereItsBranchCannotBeThatOfAFile() throws IOException {
    Files.writeString(git.resolve("HEAD"), "ref: refs/heads/a\0b\n");
    assertEquals(Optional.empty(), head());
  }

  @Test
  void isLeftToJgitWhereTheRepositoryIsElsewhereOrIncomplete() throws IOException {
    Files.move(git.resolve("objects"), git.resolve("gone"));
    assertEquals(Optional.empty(), head());
    Files.move(git, folder.resolve("moved"));
    Files.writeString(git, "gitdir: ../moved\n");
    assertEquals(Optional.empty(), head());
  }

  @Test
  void isLeftToJgitWithinARepositoryWithoutAWorkTree() throws IOException {
    Path bare = Files.createDirectories(sample.folder().resolve("bare"));
    Files.writeString(bare.resolve("HEAD"), "ref: refs/heads/main\n");
    assertEquals(Optional.empty(), PlainHead.of(bare));
  }
}
