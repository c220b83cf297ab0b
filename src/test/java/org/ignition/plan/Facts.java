package org.ignition.plan;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.ignition.config.BranchPattern;
import org.ignition.image.CommitSha;
import org.ignition.source.Containment;
import org.ignition.source.GitRef;
import org.ignition.source.SourceFacts;
import org.ignition.source.SourceRepository;
import org.ignition.source.WorkTree;
import org.ignition.source.WorkflowRun;

/** Facts of one commit, varied by tests. */
record Facts(SourceFacts facts) {

  static final CommitSha SHA = new CommitSha("0123456789abcdef0123456789abcdef01234567");
  static final Instant CREATED = Instant.parse("2026-01-07T08:09:10Z");
  static final SourceRepository SHOP = new SourceRepository("https://github.com", "Acme/Shop");

  /** A push to {@code main}. */
  static Facts pushed() {
    return new Facts(
        new SourceFacts(
            SHA,
            Optional.of(CREATED),
            WorkTree.CLEAN,
            new GitRef.Branch("main"),
            true,
            new TreeSet<>(),
            "main",
            Map.of(new BranchPattern("main"), Containment.YES),
            Optional.of(SHOP),
            Optional.of(new WorkflowRun("https://github.com/run", "octocat", "push")),
            List.of()));
  }

  Facts ref(GitRef ref) {
    boolean vouched = !(ref instanceof GitRef.PullRequest) && facts.refNamesCommit();
    return with(ref, vouched, facts.releaseBranches(), facts.run(), facts.repository());
  }

  Facts branch(String name) {
    return ref(new GitRef.Branch(name));
  }

  Facts tag(String name) {
    return ref(new GitRef.Tag(name)).tagged(name);
  }

  /** Without the runner's word for the ref. */
  Facts unvouched() {
    return with(facts.ref(), false, facts.releaseBranches(), facts.run(), facts.repository());
  }

  Facts atTerminal() {
    return with(facts.ref(), false, facts.releaseBranches(), Optional.empty(), facts.repository());
  }

  Facts on(String pattern, Containment containment) {
    Map<BranchPattern, Containment> answers = new LinkedHashMap<>(facts.releaseBranches());
    answers.put(new BranchPattern(pattern), containment);
    return with(facts.ref(), facts.refNamesCommit(), answers, facts.run(), facts.repository());
  }

  Facts publishedAt(Optional<SourceRepository> repository) {
    return with(
        facts.ref(), facts.refNamesCommit(), facts.releaseBranches(), facts.run(), repository);
  }

  private Facts with(
      GitRef ref,
      boolean vouched,
      Map<BranchPattern, Containment> branches,
      Optional<WorkflowRun> run,
      Optional<SourceRepository> repository) {
    return new Facts(
        new SourceFacts(
            facts.sha(),
            facts.commitTime(),
            facts.workTree(),
            ref,
            vouched,
            facts.tags(),
            facts.mainBranch(),
            branches,
            repository,
            run,
            facts.warnings()));
  }

  Facts tagged(String... names) {
    TreeSet<String> tags = new TreeSet<>(facts.tags());
    tags.addAll(List.of(names));
    return new Facts(
        new SourceFacts(
            facts.sha(),
            facts.commitTime(),
            facts.workTree(),
            facts.ref(),
            facts.refNamesCommit(),
            tags,
            facts.mainBranch(),
            facts.releaseBranches(),
            facts.repository(),
            facts.run(),
            facts.warnings()));
  }

  Facts changed(WorkTree workTree) {
    return new Facts(
        new SourceFacts(
            facts.sha(),
            facts.commitTime(),
            workTree,
            facts.ref(),
            facts.refNamesCommit(),
            facts.tags(),
            facts.mainBranch(),
            facts.releaseBranches(),
            facts.repository(),
            facts.run(),
            facts.warnings()));
  }

  Facts undated() {
    return new Facts(
        new SourceFacts(
            facts.sha(),
            Optional.empty(),
            facts.workTree(),
            facts.ref(),
            facts.refNamesCommit(),
            facts.tags(),
            facts.mainBranch(),
            facts.releaseBranches(),
            facts.repository(),
            facts.run(),
            facts.warnings()));
  }
}
