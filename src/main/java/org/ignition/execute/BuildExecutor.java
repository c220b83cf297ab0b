package org.ignition.execute;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.ignition.failure.DefectException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.PartialException;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.AssembledImage;
import org.ignition.image.BlobSource;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;
import org.ignition.image.ReleaseTag;
import org.ignition.image.Tag;
import org.ignition.metadata.BuildMetadata;
import org.ignition.metadata.PublishedMetadata;
import org.ignition.plan.BuildPlan;
import org.ignition.plan.BuildPlanner;
import org.ignition.plan.BuildStep;
import org.ignition.registry.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a {@link BuildPlan}, one step after the other. What a step finds out (the image, the
 * digest that the registry gave back) is here for the steps after it.
 */
public final class BuildExecutor {

  private final BuildPorts ports;
  private final Release release;
  private final StepListener listener;
  private final PlanRun<BuildStep> run;
  private final Instant started;

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
    this.binding = new TagBinding(ports.repository());
    this.release = release;
    this.listener = listener;
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
      case BuildStep.PushBlobs _ -> pushBlobs();
      case BuildStep.PushManifest _ -> pushManifest();
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
          repository().name().with(require.tag().tag()), require.bound(), assembled);
    }
    return "";
  }

  private String pushBlobs() {
    List<Descriptor> blobs = image().blobs().stream().map(AssembledImage.Blob::descriptor).toList();
    try (StepListener.Transfer transfer = listener.transferring(blobs)) {
      Parallel.forEach(image().blobs(), blob -> push(blob, transfer));
    }
    return blobs.size() + (blobs.size() == 1 ? " blob" : " blobs");
  }

  /**
   * A commit's configuration is its own, so it is hardly ever there: sending costs less than
   * asking.
   */
  private void push(AssembledImage.Blob blob, StepListener.Transfer transfer) {
    if (blob.source() instanceof BlobSource.InMemory) {
      repository().blobs().upload(blob, transfer);
    } else {
      repository().blobs().push(blob, transfer);
    }
  }

  private String pushManifest() {
    repository().manifests().put(image().manifest(), image().digest());
    return image().digest().value();
  }

  /** Compares bytes, not what the registry says that their digest is. */
  private String confirmDigest() {
    Digest pushed = image().digest();
    Digest given =
        repository()
            .manifests()
            .get(pushed)
            .map(Manifest::digest)
            .orElseThrow(() -> vanished(pushed));
    served = given;
    if (!given.equals(pushed)) {
      throw mismatch(pushed, given);
    }
    metadata = release.metadata(image(), given, elapsed(), now());
    return "the registry serves what was built";
  }

  private RemoteException vanished(Digest digest) {
    return new RemoteException(
        Problem.of(
            ErrorCode.REGISTRY_PROTOCOL,
            repository().name().at(digest) + " is not there, or is not what its digest says",
            "A name is only bound to what was read back",
            "Run the same command again"));
  }

  private PolicyException mismatch(Digest pushed, Digest served) {
    return new PolicyException(
        Problem.of(
            ErrorCode.DIGEST_MISMATCH,
            "Pushed " + pushed + " but " + repository().name() + " serves " + served,
            "Something between here and the registry's storage changes content; no name was bound",
            "Find out what rewrites manifests (a proxy, a mirror, a registry that converts), then"
                + " run again"));
  }

  private String attach(BuildStep.AttachMetadata attach) {
    BuildMetadata complete = metadata().renamed(names(attach.tags()), now());
    metadata = complete;
    PublishedMetadata published = new PublishedMetadata(repository());
    Optional<BuildMetadata> attached = attachedWhileUploading(published, complete);
    if (attached.filter(complete::tellsTheSameAs).isPresent()) {
      metadata = attached.get();
      return "attached already";
    }
    published.attach(subject(), complete);
    return "";
  }

  /** What is attached is asked for while the document goes up: it is hardly ever there already. */
  private static Optional<BuildMetadata> attachedWhileUploading(
      PublishedMetadata published, BuildMetadata complete) {
    AtomicReference<Optional<BuildMetadata>> attached = new AtomicReference<>(Optional.empty());
    List<Runnable> all = new ArrayList<>(published.uploads(complete));
    all.add(() -> attached.set(published.of(complete.digest())));
    Parallel.forEach(all, Runnable::run);
    return attached.get();
  }

  private List<Tag> names(List<ReleaseTag> added) {
    Set<Tag> names = new LinkedHashSet<>(metadata().tags());
    added.forEach(tag -> names.add(tag.tag()));
    return List.copyOf(names);
  }

  private Descriptor subject() {
    return manifest().descriptor();
  }

  /** As it was assembled here, else as the registry has it. */
  private Manifest manifest() {
    AssembledImage assembled = image;
    return assembled == null ? servedManifest(metadata().digest()) : assembled.manifest();
  }

  private Manifest servedManifest(Digest digest) {
    return repository()
        .manifests()
        .get(digest)
        .filter(manifest -> manifest.digest().equals(digest))
        .orElseThrow(() -> vanished(digest));
  }

  private String write(BuildStep.WriteMetadata write) {
    ports.file().write(write.file(), metadata());
    return "";
  }

  private Repository repository() {
    return ports.repository();
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
