package org.ignition.registry.client;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.ignition.failure.DefectException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.ImageName;
import org.ignition.image.Manifest;
import org.ignition.image.MediaType;
import org.ignition.image.Quoted;
import org.ignition.image.Tag;
import org.ignition.registry.Referrers;

/**
 * {@link Referrers} over HTTP. A listing that failed is an error and never an empty list: what is
 * attached may be a signature.
 */
final class RemoteReferrers implements Referrers {

  private static final String CREATED = "org.opencontainers.image.created";
  private static final String SUBJECT = "OCI-Subject";

  /** How registries without the API answer; some take the path for something else. */
  private static final Set<Integer> NO_API = Set.of(400, 404, 405, 406);

  /**
   * How long an index that we read is good to be extended without reading it again. Whoever writes
   * between reading and writing is overwritten, so this is as long as attaching takes, no longer.
   */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final RemoteRegistry registry;
  private final ImageName name;
  private final RemoteManifests manifests;
  private final Map<Digest, Known> known = new ConcurrentHashMap<>();
  private final ReentrantLock attaching = new ReentrantLock();

  private record Known(Optional<RemoteManifests.Tagged> index, Instant at) {}

  RemoteReferrers(RemoteRegistry registry, ImageName name, RemoteManifests manifests) {
    this.registry = registry;
    this.name = name;
    this.manifests = manifests;
  }

  @Override
  public List<Descriptor> list(Digest subject, String artifactType) {
    return all(subject, artifactType).stream()
        .filter(d -> artifactType.isEmpty() || d.artifactType().equals(artifactType))
        .sorted(Comparator.comparing(RemoteReferrers::created))
        .toList();
  }

  private static Instant created(Descriptor descriptor) {
    try {
      String text = descriptor.annotations().getOrDefault(CREATED, "");
      return text.isEmpty() ? Instant.MIN : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return Instant.MIN;
    }
  }

  private List<Descriptor> all(Digest subject, String artifactType) {
    if (registry.referrersSupport().way() != ReferrersSupport.Way.TAG) {
      Optional<List<Descriptor>> listed = api(subject, artifactType);
      if (listed.isPresent()) {
        return listed.get();
      }
    }
    return read(subject).map(t -> new FallbackIndex(t.manifest()).descriptors()).orElse(List.of());
  }

  /** What the referrers API lists; empty where there is no such API. */
  private Optional<List<Descriptor>> api(Digest subject, String artifactType) {
    String query =
        artifactType.isEmpty()
            ? ""
            : "?artifactType=" + URLEncoder.encode(artifactType, StandardCharsets.UTF_8);
    URI first = URI.create("/v2/" + name.repository() + "/referrers/" + subject + query);
    Pages pages = new Pages();
    return firstPage(first).map(page -> collect(page, pages));
  }

  private List<Descriptor> collect(Reply first, Pages pages) {
    List<Descriptor> found = new ArrayList<>(descriptors(first));
    Optional<URI> next = pages.next(first);
    while (next.isPresent()) {
      Reply page = registry.ask(question(next.get()));
      if (!isListing(page)) {
        throw Rejections.of(page);
      }
      found.addAll(descriptors(page));
      next = pages.next(page);
    }
    return found;
  }

  private Call question(URI page) {
    return Call.of("GET", page, Scope.pull(name.repository())).with("Accept", MediaType.OCI_INDEX);
  }

  private static boolean isListing(Reply reply) {
    return reply.status() == 200 && reply.mediaType().equals(MediaType.OCI_INDEX);
  }

  private Optional<Reply> firstPage(URI page) {
    Reply reply = registry.ask(question(page));
    if (isListing(reply)) {
      registry.referrersSupport().learn(ReferrersSupport.Way.API);
      return Optional.of(reply);
    }
    if (reply.status() == 404 && ErrorBody.of(reply).is("NAME_UNKNOWN")) {
      return Optional.empty(); // A repository that is not there yet tells nothing of the registry.
    }
    boolean hasApi = registry.referrersSupport().way() == ReferrersSupport.Way.API;
    if (hasApi || (reply.status() != 200 && !NO_API.contains(reply.status()))) {
      throw Rejections.of(reply);
    }
    registry.referrersSupport().learn(ReferrersSupport.Way.TAG);
    return Optional.empty();
  }

  private static List<Descriptor> descriptors(Reply reply) {
    return new Manifest(MediaType.OCI_INDEX, reply.body()).index(FallbackIndex.KIND);
  }

  @Override
  public Descriptor attach(Manifest artifact) {
    Manifest.ImageManifest image = artifact.image(FallbackIndex.KIND);
    Digest subject = image.subject().map(Descriptor::digest).orElseThrow(() -> noSubject(artifact));
    Descriptor referrer = referrer(artifact, image);
    attaching.lock();
    try {
      HttpHeaders said = manifests.send(artifact, artifact.digest());
      if (!listed(subject, referrer, said.firstValue(SUBJECT).isPresent())) {
        addToIndex(subject, referrer);
      }
    } finally {
      attaching.unlock();
    }
    return referrer;
  }

  private static DefectException noSubject(Manifest artifact) {
    return new DefectException(
        Problem.of(
            ErrorCode.DEFECT,
            "Nothing to attach " + artifact.digest() + " to: no subject",
            "",
            ""));
  }

  private static Descriptor referrer(Manifest artifact, Manifest.ImageManifest image) {
    return new Descriptor(
        artifact.mediaType(),
        artifact.digest(),
        artifact.size(),
        image.annotations(),
        image.effectiveArtifactType(),
        "",
        Optional.empty());
  }

  /**
   * Whether the registry itself lists {@code referrer}. That it acknowledged the subject is no
   * proof alone: registries have done so without having the API.
   */
  private boolean listed(Digest subject, Descriptor referrer, boolean acknowledged) {
    ReferrersSupport support = registry.referrersSupport();
    if (support.way() == ReferrersSupport.Way.TAG) {
      return false;
    }
    if (acknowledged && support.way() == ReferrersSupport.Way.API) {
      return true;
    }
    Optional<List<Descriptor>> found = api(subject, referrer.artifactType());
    boolean lists =
        found.isPresent()
            && (acknowledged
                || found.get().stream().anyMatch(d -> d.digest().equals(referrer.digest())));
    support.learn(lists ? ReferrersSupport.Way.API : ReferrersSupport.Way.TAG);
    return lists;
  }

  /**
   * Adds {@code referrer} to the index under the fallback tag. The tag can be written by others at
   * the same time and most registries know no conditional writing, so afterwards it is asked
   * whether our index is still there; if not, what is there is extended in turn.
   */
  private void addToIndex(Digest subject, Descriptor referrer) {
    RetrySession retries = registry.retries();
    Optional<RemoteManifests.Tagged> current = lastRead(subject);
    while (!lists(current, referrer)) {
      if (written(subject, referrer, current)) {
        return;
      }
      retries.after(new Fault.Overwritten(Tag.referrersOf(subject)));
      current = read(subject);
    }
  }

  private static boolean lists(Optional<RemoteManifests.Tagged> current, Descriptor referrer) {
    return current
        .map(tagged -> new FallbackIndex(tagged.manifest()).lists(referrer.digest()))
        .orElse(false);
  }

  private boolean written(
      Digest subject, Descriptor referrer, Optional<RemoteManifests.Tagged> current) {
    Tag tag = Tag.referrersOf(subject);
    FallbackIndex index =
        current.map(t -> new FallbackIndex(t.manifest())).orElseGet(FallbackIndex::empty);
    Manifest next = index.with(referrer);
    known.remove(subject);
    boolean stored =
        manifests.replace(next, tag, current.flatMap(RemoteManifests.Tagged::entityTag));
    boolean there = stored && manifests.resolve(tag).equals(Optional.of(next.digest()));
    if (there) {
      remember(subject, Optional.of(new RemoteManifests.Tagged(next, Optional.empty())));
    }
    return there;
  }

  private Optional<RemoteManifests.Tagged> lastRead(Digest subject) {
    Known last = known.get(subject);
    return last != null && last.at().plus(FRESH).isAfter(registry.now())
        ? last.index()
        : read(subject);
  }

  private Optional<RemoteManifests.Tagged> read(Digest subject) {
    Tag tag = Tag.referrersOf(subject);
    Optional<RemoteManifests.Tagged> index = manifests.tagged(tag);
    index.ifPresent(tagged -> refuseUnlessIndex(tagged.manifest(), tag));
    remember(subject, index);
    return index;
  }

  private void remember(Digest subject, Optional<RemoteManifests.Tagged> index) {
    known.put(subject, new Known(index, registry.now()));
  }

  private void refuseUnlessIndex(Manifest manifest, Tag tag) {
    if (!manifest.mediaType().equals(MediaType.OCI_INDEX)) {
      throw new RemoteException(
          Problem.of(
              ErrorCode.REGISTRY_PROTOCOL,
              "The tag " + name.with(tag) + " holds no list of referrers",
              "It is "
                  + Quoted.of(manifest.mediaType())
                  + "; it is left as it is, and nothing can be listed or attached",
              "Find out who pushed it, then delete the tag"));
    }
  }
}
