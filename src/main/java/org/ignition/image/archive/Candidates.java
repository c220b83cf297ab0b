package org.ignition.image.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;
import org.ignition.image.MediaType;
import org.ignition.image.Platform;
import org.ignition.image.Quoted;

/** Finds the images in a layout: through nested indexes, past what is no image. */
final class Candidates {

  private static final int DEEPEST = 4;
  private static final int MOST = 1000;
  private static final Platform ATTESTATION = new Platform("unknown", "unknown", "");
  private static final Set<String> MANIFESTS =
      Set.of(MediaType.OCI_MANIFEST, MediaType.DOCKER_MANIFEST);

  /** Asks an image's own configuration what it runs on. */
  interface Platforms {
    Platform of(Descriptor manifest) throws IOException;
  }

  private final LayoutBlobs blobs;
  private final Platforms platforms;
  private final Refusal refusal;
  private final Map<Digest, Candidate> found = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private int seen;

  Candidates(LayoutBlobs blobs, Platforms platforms, Refusal refusal) {
    this.blobs = blobs;
    this.platforms = platforms;
    this.refusal = refusal;
  }

  /** What was passed over. */
  List<String> notes() {
    return notes;
  }

  /** The images that an index's children are or lead to, each once. */
  List<Candidate> in(List<Descriptor> children) throws IOException {
    for (Descriptor child : children) {
      add(child, names(child), 0);
    }
    return List.copyOf(found.values());
  }

  private void add(Descriptor child, Set<String> names, int depth) throws IOException {
    if (depth > DEEPEST || ++seen > MOST) {
      throw refusal.unsafe("Its indexes are nested or filled beyond measure");
    }
    if (isAttestation(child)) {
      notes.add("left out the attestation " + child.digest() + " that the builder added");
    } else if (MediaType.isIndex(child.mediaType())) {
      addIndex(child, names, depth);
    } else if (isImage(child)) {
      found.merge(child.digest(), candidate(child, names), Candidates::merged);
    } else {
      notes.add("left out " + child.digest() + ", no image: " + Quoted.of(child.mediaType()));
    }
  }

  private void addIndex(Descriptor index, Set<String> names, int depth) throws IOException {
    Manifest manifest = new Manifest(index.mediaType(), blobs.small(index));
    for (Descriptor child : manifest.index(OciLayout.KIND)) {
      add(child, names, depth + 1);
    }
  }

  private Candidate candidate(Descriptor manifest, Set<String> names) throws IOException {
    Optional<Platform> named = manifest.platform().filter(p -> !p.os().isEmpty());
    Platform platform = named.isPresent() ? named.get() : platforms.of(manifest);
    return new Candidate(manifest, platform, names);
  }

  private static Candidate merged(Candidate left, Candidate right) {
    Set<String> names = new TreeSet<>(left.names());
    names.addAll(right.names());
    return new Candidate(left.manifest(), left.platform(), names);
  }

  private static boolean isImage(Descriptor child) {
    return MANIFESTS.contains(child.mediaType()) && child.artifactType().isEmpty();
  }

  /** Docker's buildx docs, "Image attestation storage". */
  private static boolean isAttestation(Descriptor child) {
    return child.annotations().containsKey("vnd.docker.reference.type")
        || child.platform().filter(ATTESTATION::equals).isPresent();
  }

  /** What docker (with containerd) and the layout specification call an image. */
  private static Set<String> names(Descriptor child) {
    Set<String> names = new TreeSet<>();
    Stream.of("io.containerd.image.name", "org.opencontainers.image.ref.name")
        .map(child.annotations()::get)
        .flatMap(Stream::ofNullable)
        .forEach(names::add);
    return names;
  }
}
