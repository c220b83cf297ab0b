package org.ignition.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ignition.config.BranchPattern;
import org.ignition.config.ImageSettings;
import org.ignition.image.CommitSha;
import org.ignition.testing.RealTool;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads checkouts that the real git made, in the ways that runners and people make them. */
class SourceReaderIT {

  private static final int SOMEBODY_ELSE = 12345;

  @TempDir Path folder;
  private Path git;
  private Path upstream;

  @BeforeEach
  void initialise() throws Exception {
    git = RealTool.require("git");
    upstream = Files.createDirectory(folder.resolve("upstream"));
    git(upstream, "init", "-q", "-b", "main");
    commit("a.txt", "one");
    commit("a.txt", "two");
  }

  @Test
  void readsACheckoutThatAnotherUserOwns() throws Exception {
    chown(upstream);
    assertNotEquals(0, exitCode(upstream, "status"), "git must refuse here for this to prove much");
    SourceFacts facts = read(upstream);
    assertEquals(Optional.empty(), facts.run());
    assertEquals(WorkTree.CLEAN, facts.workTree());
  }

  @Test
  void readsAWorktree() throws Exception {
    Path worktree = folder.resolve("linked");
    git(upstream, "worktree", "add", "-q", "-b", "feature", worktree.toString());
    assertTrue(Files.isRegularFile(worktree.resolve(".git")));
    SourceFacts facts = read(worktree);
    assertEquals(new GitRef.Branch("feature"), facts.ref());
    assertEquals(head(upstream), facts.sha());
    assertEquals(WorkTree.CLEAN, facts.workTree());
    assertEquals(Containment.YES, facts.onReleaseBranch());
  }

  /** As actions/checkout does by default: one commit, one ref, HEAD detached for a tag. */
  @Test
  void readsTheDefaultCheckoutOfATag() throws Exception {
    git(upstream, "tag", "-a", "v1.2.3", "-m", "v1.2.3");
    CommitSha sha = head(upstream);
    Path checkout = checkout("+" + sha + ":refs/tags/v1.2.3", 1);
    git(checkout, "checkout", "-q", "--force", "refs/tags/v1.2.3");
    SourceFacts facts = read(checkout, Runs.push(sha, "refs/tags/v1.2.3"));
    assertEquals(new GitRef.Tag("v1.2.3"), facts.ref());
    assertEquals(Containment.CANNOT_TELL, facts.onReleaseBranch());
    assertTrue(facts.commitTime().isPresent());
  }

  /** With {@code fetch-depth: 0}. */
  @Test
  void placesATagInTheWholeHistory() throws Exception {
    CommitSha sha = head(upstream);
    git(upstream, "tag", "v1.2.3");
    commit("a.txt", "three");
    Path checkout = checkout("+refs/heads/*:refs/remotes/origin/*", 0);
    git(checkout, "fetch", "-q", "origin", "+refs/tags/*:refs/tags/*");
    git(checkout, "checkout", "-q", "--force", "refs/tags/v1.2.3");
    SourceFacts facts = read(checkout, Runs.push(sha, "refs/tags/v1.2.3"));
    assertEquals(Containment.YES, facts.onReleaseBranch());
  }

  @Test
  void placesATagThatIsOnNoReleaseBranch() throws Exception {
    git(upstream, "checkout", "-q", "-b", "feature");
    commit("b.txt", "b");
    git(upstream, "tag", "v9.9.9");
    CommitSha sha = head(upstream);
    Path checkout = checkout("+refs/heads/*:refs/remotes/origin/*", 0);
    git(checkout, "fetch", "-q", "origin", "+refs/tags/*:refs/tags/*");
    git(checkout, "checkout", "-q", "--force", "refs/tags/v9.9.9");
    SourceFacts facts =
        read(
            checkout,
            Runs.push(sha, "refs/tags/v9.9.9"),
            List.of(new BranchPattern("main"), new BranchPattern("release/*")));
    assertEquals(Containment.NO, facts.onReleaseBranch());
  }

  /** The default checkout of a pull request holds neither the head nor its time. */
  @Test
  void readsTheDefaultCheckoutOfAPullRequest() throws Exception {
    git(upstream, "checkout", "-q", "-b", "feature");
    commit("b.txt", "b");
    CommitSha head = head(upstream);
    git(upstream, "checkout", "-q", "main");
    commit("c.txt", "c");
    git(upstream, "checkout", "-q", "--detach");
    git(upstream, "merge", "-q", "--no-ff", "-m", "merge", "feature");
    CommitSha merge = head(upstream);
    Path checkout = checkout("+" + merge + ":refs/remotes/pull/12/merge", 1);
    git(checkout, "checkout", "-q", "--force", "refs/remotes/pull/12/merge");
    SourceFacts facts = read(checkout, Runs.pullRequest(merge, head));
    assertEquals(head, facts.sha());
    assertTrue(facts.commitTime().isPresent());
    assertEquals(1, facts.warnings().size());
  }

  @Test
  void agreesWithGitOnWhatChanged() throws Exception {
    Files.writeString(upstream.resolve(".gitattributes"), "*.txt text eol=lf\n*.bin filter=lfs\n");
    Files.writeString(upstream.resolve("x.bin"), "pointer");
    Files.createSymbolicLink(upstream.resolve("link"), Path.of("a.txt"));
    Files.writeString(upstream.resolve("run.sh"), "exit");
    assertTrue(upstream.resolve("run.sh").toFile().setExecutable(true));
    git(upstream, "add", ".");
    git(upstream, "commit", "-q", "-m", "more");
    assertEquals("", git(upstream, "status", "--porcelain"));
    assertEquals(WorkTree.CLEAN, read(upstream).workTree());
    assertTrue(upstream.resolve("run.sh").toFile().setExecutable(false));
    Files.writeString(upstream.resolve("a.txt"), "five");
    Files.createDirectories(upstream.resolve("new"));
    Files.writeString(upstream.resolve("new/file"), "x");
    git(upstream, "add", "a.txt");
    assertEquals(List.of("a.txt", "new/file", "run.sh"), read(upstream).workTree().changed());
    assertEquals(3, git(upstream, "status", "--porcelain").lines().count());
  }

  @Test
  void readsACheckoutWithASubmodule() throws Exception {
    Path outer = Files.createDirectory(folder.resolve("outer"));
    git(outer, "init", "-q", "-b", "main");
    git(
        outer,
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        upstream.toString(),
        "lib");
    git(outer, "commit", "-q", "-m", "with submodule");
    assertEquals(WorkTree.CLEAN, read(outer).workTree());
    assertEquals(head(upstream), read(outer.resolve("lib")).sha());
    Path without = folder.resolve("without");
    git(folder, "clone", "-q", outer.toString(), without.toString());
    assertEquals(WorkTree.CLEAN, read(without).workTree());
  }

  @Test
  void readsASparseCheckoutAndPackedRefs() throws Exception {
    Files.createDirectories(upstream.resolve("web"));
    Files.writeString(upstream.resolve("web/x"), "x");
    commit("api/y", "y");
    git(upstream, "tag", "v1.0.0");
    git(upstream, "pack-refs", "--all");
    git(upstream, "gc", "-q");
    git(upstream, "sparse-checkout", "set", "--no-cone", "/a.txt", "/web/");
    assertFalse(Files.exists(upstream.resolve("api/y")));
    SourceFacts facts = read(upstream);
    assertEquals(new GitRef.Tag("v1.0.0"), facts.ref());
    assertEquals(WorkTree.CLEAN, facts.workTree());
  }

  private Path checkout(String refspec, int depth) throws Exception {
    Path checkout = Files.createDirectory(folder.resolve("checkout"));
    git(checkout, "init", "-q", "-b", "unborn");
    git(checkout, "remote", "add", "origin", upstream.toUri().toString());
    List<String> fetch = new ArrayList<>(List.of("fetch", "-q", "--no-tags", "--prune"));
    if (depth > 0) {
      fetch.add("--depth=" + depth);
    }
    fetch.addAll(List.of("origin", refspec));
    git(upstream, "config", "uploadpack.allowAnySHA1InWant", "true");
    git(checkout, fetch.toArray(String[]::new));
    return checkout;
  }

  private void commit(String name, String text) throws Exception {
    Path file = upstream.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    git(upstream, "add", ".");
    git(upstream, "commit", "-q", "-m", text);
  }

  private CommitSha head(Path checkout) throws Exception {
    return new CommitSha(git(checkout, "rev-parse", "HEAD").strip());
  }

  private static SourceFacts read(Path checkout) {
    return read(checkout, RunnerFacts.NONE);
  }

  private static SourceFacts read(Path checkout, RunnerFacts runner) {
    return SourceReader.read(SourceRequest.of(checkout, runner, ImageSettings.DEFAULTS));
  }

  private static SourceFacts read(Path checkout, RunnerFacts runner, List<BranchPattern> releases) {
    return SourceReader.read(
        new SourceRequest(
            checkout, runner, Optional.empty(), Optional.empty(), releases, List.of()));
  }

  private static void chown(Path root) throws IOException {
    Assumptions.assumeTrue(
        Integer.valueOf(0).equals(Files.getAttribute(root, "unix:uid")), "needs to be root");
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        Files.setAttribute(file, "unix:uid", SOMEBODY_ELSE);
      }
    }
  }

  private String git(Path in, String... arguments) throws Exception {
    Process process = start(in, arguments);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "git takes too long");
    assertEquals(
        0, process.exitValue(), () -> "git " + String.join(" ", arguments) + "\n" + output);
    return output;
  }

  private int exitCode(Path in, String... arguments) throws Exception {
    Process process = start(in, arguments);
    process.getInputStream().readAllBytes();
    return process.waitFor();
  }

  private Process start(Path in, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(git.toString()));
    command.addAll(
        List.of(
            "-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().remove("GIT_DIR");
    return builder.start();
  }
}
