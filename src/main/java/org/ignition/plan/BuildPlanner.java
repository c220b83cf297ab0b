package org.ignition.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.image.Digest;
import org.ignition.image.ReleaseTag;
import org.ignition.image.ReleaseTag.Kind;
import org.ignition.image.ReleaseVersion;
import org.ignition.image.Tag;
import org.ignition.metadata.BuildMetadata;

/**
 * Decides what `build` does. One commit has one image: where the full SHA is bound to an image of
 * ours, that image is reused and only missing names are bound; else the image is assembled, pushed
 * by digest, and named once it was read back.
 */
public final class BuildPlanner {

  private final BuildFacts facts;
  private final List<String> notes = new ArrayList<>();

  private BuildPlanner(BuildFacts facts) {
    this.facts = facts;
    notes.addAll(facts.schema().notes());
  }

  /**
   * The plan for {@code facts}.
   *
   * @throws PolicyException when a name that never moves is bound to something else, or to an image
   *     that is not ours
   */
  public static BuildPlan plan(BuildFacts facts) {
    return new BuildPlanner(facts).plan();
  }

  private BuildPlan plan() {
    return fullShaTag()
        .flatMap(tag -> facts.registry().boundTo(tag.tag()))
        .map(this::reuse)
        .orElseGet(this::publish);
  }

  private Optional<ReleaseTag> fullShaTag() {
    return facts.identity().tags().stream().filter(tag -> tag.kind() == Kind.FULL_SHA).findFirst();
  }

  // --- the commit has its image already

  private BuildPlan reuse(Digest digest) {
    BuildMetadata published = requireOurs(digest);
    BuildMetadata complete =
        published.foundAt(facts.repository(), type()).completedBy(facts.schema().told());
    List<ReleaseTag> missing = missing(digest);
    List<ReleaseTag> names = names(digest, missing);
    List<BuildStep> steps = new ArrayList<>();
    if (!published.equals(complete) || !tellsAll(names, published)) {
      steps.add(
          attach(
              names,
              "the metadata says where the image is, lists all its names and what is known of its"
                  + " migrations"));
    }
    if (!missing.isEmpty()) {
      steps.add(bind(missing, "these names of the release are not bound to its image yet"));
      steps.add(confirm(missing));
    }
    steps.add(write());
    notes.add(
        "reusing "
            + facts.repository().at(digest)
            + ": one commit has one image, and it was built "
            + published.created());
    return new BuildPlan.Reuse(new Plan<>(intent(), steps, notes), complete);
  }

  /** The names of the release that lead to its image afterwards. */
  private List<ReleaseTag> names(Digest digest, List<ReleaseTag> missing) {
    return facts.identity().tags().stream()
        .filter(tag ->
            missing.contains(tag)
                || facts.registry().boundTo(tag.tag()).equals(Optional.of(digest)))
        .toList();
  }

  /** Two runs at once may each have attached their own names only. */
  private static boolean tellsAll(List<ReleaseTag> names, BuildMetadata published) {
    return published.tags().containsAll(names.stream().map(ReleaseTag::tag).toList());
  }

  private String type() {
    return facts.identity().repositoryType().wireName();
  }

  private BuildMetadata requireOurs(Digest digest) {
    String name = facts.repository().with(fullSha());
    BuildMetadata published =
        facts
            .registry()
            .published()
            .orElseThrow(() -> notOurs(name, digest, "it carries no build metadata"));
    if (!published.sha().equals(facts.identity().sha())) {
      throw notOurs(name, digest, "its build metadata is of commit " + published.sha());
    }
    if (!published.digest().equals(digest)) {
      throw notOurs(name, digest, "its build metadata records " + published.digest());
    }
    requireSameVersion(published);
    return published;
  }

  private Tag fullSha() {
    return new Tag(facts.identity().sha().hex());
  }

  private void requireSameVersion(BuildMetadata published) {
    ReleaseVersion wanted = facts.identity().version();
    if (!published.version().equals(wanted)) {
      throw new PolicyException(
          Problem.of(
              ErrorCode.VERSION_DISAGREES,
              "The image of this commit reports " + published.version() + ", not " + wanted,
              "One commit has one image, and what is embedded in it is what it must report",
              "Release " + wanted + " from a commit of its own"));
    }
  }

  private static PolicyException notOurs(String name, Digest digest, String why) {
    return new PolicyException(
        Problem.of(
            ErrorCode.TAG_NOT_OURS,
            name + " is bound to " + digest + " but " + why,
            "A tag that names a commit never changes its digest, so nothing is built over it",
            "Find out who pushed it; delete the tag at the registry if it is wrong, then run again"));
  }

  private List<ReleaseTag> missing(Digest digest) {
    List<ReleaseTag> missing = new ArrayList<>();
    for (ReleaseTag tag : facts.identity().tags()) {
      Optional<Digest> bound = facts.registry().boundTo(tag.tag());
      boolean there = bound.equals(Optional.of(digest));
      if (!there && tag.kind().immutable()) {
        bound.ifPresent(other -> refuseToRebind(tag, other, digest));
      }
      if (!there && mayMove(tag)) {
        missing.add(tag);
      }
    }
    return missing;
  }

  // --- the commit has no image yet

  private BuildPlan publish() {
    List<ReleaseTag> tags = facts.identity().tags().stream().filter(this::mayMove).toList();
    List<BuildStep> steps = new ArrayList<>();
    steps.add(
        new BuildStep.AssembleImage(
            facts.origin(), "the digest is known before anything is pushed"));
    steps.add(
        new BuildStep.InspectImage(
            "what is wrong with an image is said before others can pull it"));
    tags.forEach(tag -> requireDigest(tag).ifPresent(steps::add));
    steps.add(
        new BuildStep.PushBlobs(
            facts.repository(), "a manifest may only name blobs that are there"));
    steps.add(
        new BuildStep.PushManifest(
            facts.repository(), "by digest, so that no name leads to it before it was read back"));
    steps.add(
        new BuildStep.ConfirmDigest(
            facts.repository(), "what the registry serves must be what was built"));
    steps.add(attach(tags, "whoever finds a name finds its metadata"));
    steps.addAll(bindAll(tags));
    steps.add(confirm(tags));
    steps.add(write());
    return new BuildPlan.Publish(new Plan<>(intent(), steps, notes), tags);
  }

  private Optional<BuildStep> requireDigest(ReleaseTag tag) {
    return facts
        .registry()
        .boundTo(tag.tag())
        .filter(bound -> tag.kind().immutable())
        .map(bound ->
            new BuildStep.RequireDigest(
                tag, bound, "the name is taken and never moves; an earlier run may have bound it"));
  }

  /** The full SHA goes first: a release that has any name has that one. */
  private List<BuildStep> bindAll(List<ReleaseTag> tags) {
    List<ReleaseTag> first = tags.stream().filter(tag -> tag.kind() == Kind.FULL_SHA).toList();
    List<ReleaseTag> others = tags.stream().filter(tag -> tag.kind() != Kind.FULL_SHA).toList();
    List<BuildStep> steps = new ArrayList<>();
    if (!first.isEmpty()) {
      steps.add(bind(first, "the full SHA comes first: a release that has any name has this one"));
    }
    if (!others.isEmpty()) {
      steps.add(bind(others, "the other names lead to the same digest"));
    }
    return steps;
  }

  // --- names

  /** A series name moves to a newer stable version only; all others go where they are told. */
  private boolean mayMove(ReleaseTag tag) {
    if (tag.kind() != Kind.SERIES) {
      return true;
    }
    Optional<ReleaseVersion> newer = newerInSeries(tag.tag());
    newer.ifPresent(version ->
        notes.add(
            tag
                + " stays where it is: "
                + version
                + " is newer than "
                + facts.identity().version()));
    return newer.isEmpty();
  }

  private Optional<ReleaseVersion> newerInSeries(Tag series) {
    ReleaseVersion mine = facts.identity().releaseVersion().orElse(facts.identity().version());
    return facts.registry().listed().stream()
        .map(tag -> ReleaseVersion.tryParse(tag.value()))
        .flatMap(Optional::stream)
        .filter(ReleaseVersion::stable)
        .filter(other -> other.minorSeries().equals(series) || other.majorSeries().equals(series))
        .filter(other -> other.compareTo(mine) > 0)
        .max(ReleaseVersion::compareTo);
  }

  private void refuseToRebind(ReleaseTag tag, Digest bound, Digest wanted) {
    throw boundElsewhere(facts.repository().with(tag.tag()), bound, wanted);
  }

  /** The refusal to bind a name that never moves a second time. */
  public static PolicyException boundElsewhere(String name, Digest bound, Digest wanted) {
    return new PolicyException(
        Problem.of(
            ErrorCode.TAG_BOUND_ELSEWHERE,
            name + " is bound to " + bound + ", not to " + wanted,
            "The name never changes its digest: somebody may already run what it leads to",
            "Release under a new version, or find out who bound the name to the other image"));
  }

  // --- steps that both ways share

  private BuildStep attach(List<ReleaseTag> tags, String reason) {
    return new BuildStep.AttachMetadata(facts.repository(), tags, reason);
  }

  private BuildStep bind(List<ReleaseTag> tags, String reason) {
    return new BuildStep.BindTags(facts.repository(), tags, reason);
  }

  private BuildStep confirm(List<ReleaseTag> tags) {
    return new BuildStep.ConfirmTags(
        facts.repository(), tags, "somebody may have moved a name while it was being bound");
  }

  private BuildStep write() {
    return new BuildStep.WriteMetadata(facts.metadataFile(), "later steps of the workflow read it");
  }

  private String intent() {
    return "build "
        + facts.repository()
        + " · "
        + facts.identity().sha().shortSha()
        + " · "
        + facts.identity().version();
  }
}
