package org.ignition.execute;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ignition.failure.DefectException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.PartialException;
import org.ignition.failure.Problem;
import org.ignition.image.AssembledImage;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;
import org.ignition.image.ReleaseTag;
import org.ignition.image.Tag;
import org.ignition.metadata.BuildMetadata;
import org.ignition.plan.BuildPlan;
import org.ignition.plan.BuildPlanner;
import org.ignition.plan.BuildStep;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a {@link BuildPlan}, one step after the other. What a step finds out (the image, the
 * digest that the registry gave back) is here for the steps after it.
 */
public final class BuildExecutor {

  private final BuildPorts ports;
  private final Release release;
  private final PlanRun<BuildStep> run;
  private final Instant started;

  private final ImagePush push;
  private final MetadataAttachment attachment;
  private final TagBinding binding;

  private volatile @Nullable AssembledImage image;
  private volatile @Nullable Digest served;
  private @Nullable BuildMetadata metadata;

  /**
   * @param ports what is touched
   * @param release what the image is called, for its metadata
   * @param listener hears how it goes on
   * @param started when the command began
   */
  public BuildExecutor(BuildPorts ports, Release release, StepListener listener, Instant started) {
    this.ports = ports;
    this.push = new ImagePush(ports.repository(), listener);
    this.attachment = new MetadataAttachment(ports.repository());
    this.binding = new TagBinding(ports.repository());
    this.release = release;
    this.run = new PlanRun<>(listener, ports.clock());
    this.started = started;
  }

  /** What happened so far; complete once {@link #run} has ended, in whichever way. */
  public Journal journal() {
    return run.journal();
  }

  /** The digest of the image that was assembled; empty before that. */
  public Optional<Digest> assembled() {
    return Optional.ofNullable(image).map(AssembledImage::digest);
  }

  /** The digest of the bytes that the registry gave back; empty before that. */
  public Optional<Digest> served() {
    return Optional.ofNullable(served);
  }

  /**
   * Carries out {@code build}.
   *
   * @return the metadata of the image that now has the release's names
   * @throws PartialException when a step fails after names were bound
   * @throws IgnitionException when a step fails before
   */
  public BuildMetadata run(BuildPlan build) {
    if (build instanceof BuildPlan.Reuse reuse) {
      metadata = reuse.published();
    }
    run.carryOut(build.plan(), this::perform, this::doneBy);
    return metadata();
  }

  /** What a step that failed had done by then. */
  private String doneBy(BuildStep step) {
    return step instanceof BuildStep.BindTags bind ? binding.boundOf(bind.tags()) : "";
  }

  /** Does what the step says and returns what is worth remarking. */
  private String perform(BuildStep step) {
    return switch (step) {
      case BuildStep.AssembleImage _ -> assemble();
      case BuildStep.InspectImage _ -> inspect();
      case BuildStep.RequireDigest require -> require(require);
      case BuildStep.PushBlobs _ -> push.blobs(image());
      case BuildStep.PushManifest _ -> push.manifest(image());
      case BuildStep.ConfirmDigest _ -> confirmDigest();
      case BuildStep.AttachMetadata attach -> attach(attach);
      case BuildStep.BindTags bind -> binding.bind(bind.tags(), manifest());
      case BuildStep.ConfirmTags confirm -> binding.confirm(confirm.tags(), metadata().digest());
      case BuildStep.WriteMetadata write -> write(write);
    };
  }

  private String assemble() {
    AssembledImage assembled = ports.assembly().get();
    image = assembled;
    return assembled.digest().value();
  }

  private String inspect() {
    ports.gate().accept(image());
    return "";
  }

  private String require(BuildStep.RequireDigest require) {
    Digest assembled = image().digest();
    if (!require.bound().equals(assembled)) {
      throw BuildPlanner.boundElsewhere(
          ports.repository().name().with(require.tag().tag()), require.bound(), assembled);
    }
    return "";
  }

  private String confirmDigest() {
    Digest pushed = image().digest();
    Digest given = push.readBack(pushed);
    served = given;
    push.requireSame(pushed, given);
    metadata = release.metadata(image(), given, elapsed(), now());
    return "the registry serves what was built";
  }

  private String attach(BuildStep.AttachMetadata attach) {
    BuildMetadata complete = metadata().renamed(names(attach.tags()), now());
    metadata = complete;
    Optional<BuildMetadata> before = attachment.attach(complete, () -> manifest().descriptor());
    metadata = before.orElse(complete);
    return before.isPresent() ? "attached already" : "";
  }

  private List<Tag> names(List<ReleaseTag> added) {
    Set<Tag> names = new LinkedHashSet<>(metadata().tags());
    added.forEach(tag -> names.add(tag.tag()));
    return List.copyOf(names);
  }

  /** As it was assembled here, else as the registry has it. */
  private Manifest manifest() {
    AssembledImage assembled = image;
    return assembled == null ? push.served(metadata().digest()) : assembled.manifest();
  }

  private String write(BuildStep.WriteMetadata write) {
    ports.file().write(write.file(), metadata());
    return "";
  }

  private AssembledImage image() {
    AssembledImage assembled = image;
    if (assembled == null) {
      throw outOfOrder("needs an assembled image");
    }
    return assembled;
  }

  private BuildMetadata metadata() {
    if (metadata == null) {
      throw outOfOrder("needs a digest that was read back");
    }
    return metadata;
  }

  private static DefectException outOfOrder(String what) {
    return new DefectException(
        Problem.of(ErrorCode.DEFECT, "A step of the plan " + what, "", "Report this defect"));
  }

  private Duration elapsed() {
    return Duration.between(started, ports.clock().instant());
  }

  private String now() {
    Clock clock = ports.clock();
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** Makes the metadata of a release whose image is at the registry. */
  public interface Release {

    /**
     * The metadata, still without names.
     *
     * @param image as it was assembled
     * @param served the digest of the bytes that the registry gave back
     * @param took since the command began
     * @param at the time of writing, RFC 3339
     */
    BuildMetadata metadata(AssembledImage image, Digest served, Duration took, String at);
  }
}
