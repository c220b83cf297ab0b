package org.ignition.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.AssembledImage;
import org.ignition.image.BlobSource;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.ImageName;
import org.ignition.image.Manifest;
import org.ignition.image.MediaType;
import org.ignition.image.Selector;
import org.ignition.image.Tag;
import org.ignition.json.DocumentKind;
import org.ignition.registry.Blobs;
import org.ignition.registry.Manifests;
import org.ignition.registry.Referrers;
import org.ignition.registry.Repository;
import org.ignition.registry.Tags;
import org.ignition.registry.TransferListener;
import org.ignition.registry.TransferListener.Event;

/**
 * A repository in memory. It keeps what was asked of it, in order, and a test may do something
 * before it answers, such as failing.
 */
public final class MemoryRepository implements Repository, Manifests, Tags, Referrers, Blobs {

  private static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.REGISTRY_PROTOCOL, RemoteException::new);
  private static final String CREATED = "org.opencontainers.image.created";

  private final ImageName name;
  private final Map<ImageName, MemoryRepository> siblings;
  private final Map<Digest, byte[]> blobs = Collections.synchronizedMap(new LinkedHashMap<>());
  private final Map<Digest, Manifest> manifests =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private final Map<Tag, Digest> tags =
      Collections.synchronizedMap(new TreeMap<>(Comparator.comparing(Tag::value)));
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private volatile Consumer<String> before = call -> {};

  /** The repository {@code name} of its own registry. */
  public MemoryRepository(ImageName name) {
    this(name, new LinkedHashMap<>());
  }

  /** The repository {@code name} of a registry that has {@code siblings}, and is one of them. */
  public MemoryRepository(ImageName name, Map<ImageName, MemoryRepository> siblings) {
    this.name = name;
    this.siblings = siblings;
    siblings.put(name, this);
  }

  /** Does {@code action} before every call from now on; it is given the call, {@code put v1}. */
  public void before(Consumer<String> action) {
    before = action;
  }

  /** What was asked, in order: the method and what for. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** What was asked that changes something. */
  public List<String> changes() {
    return calls().stream().filter(call -> call.matches("(put|push|upload|attach) .*")).toList();
  }

  /** What {@code tag} leads to, without this counting as a call. */
  public Optional<Digest> at(String tag) {
    return Optional.ofNullable(tags.get(new Tag(tag)));
  }

  /** Binds {@code tag}, as somebody else would, and without this counting as a call. */
  public void bind(String tag, Manifest manifest) {
    manifests.put(manifest.digest(), manifest);
    tags.put(new Tag(tag), manifest.digest());
  }

  /** Serves {@code manifest} for {@code digest}, whatever its own is. */
  public void serve(Digest digest, Manifest manifest) {
    manifests.put(digest, manifest);
  }

  private void called(String call) {
    calls.add(call);
    before.accept(call);
  }

  @Override
  public ImageName name() {
    return name;
  }

  @Override
  public Manifests manifests() {
    return this;
  }

  @Override
  public Tags tags() {
    return this;
  }

  @Override
  public Referrers referrers() {
    return this;
  }

  @Override
  public Blobs blobs() {
    return this;
  }

  // --- manifests

  @Override
  public Optional<Digest> resolve(Selector selector) {
    called("resolve " + selector.value());
    return found(selector);
  }

  private Optional<Digest> found(Selector selector) {
    return switch (selector) {
      case Tag tag -> Optional.ofNullable(tags.get(tag));
      case Digest digest -> Optional.of(digest).filter(manifests::containsKey);
    };
  }

  @Override
  public Optional<Manifest> get(Selector selector) {
    called("get " + selector.value());
    return found(selector).map(manifests::get);
  }

  @Override
  public void put(Manifest manifest, Selector selector) {
    called("put " + selector.value());
    store(manifest);
    if (selector instanceof Tag tag) {
      tags.put(tag, manifest.digest());
    }
  }

  private void store(Manifest manifest) {
    if (!manifest.mediaType().equals(MediaType.OCI_INDEX)) {
      Manifest.ImageManifest image = manifest.image(KIND);
      requireBlob(image.config());
      image.layers().forEach(this::requireBlob);
    }
    manifests.putIfAbsent(manifest.digest(), manifest);
  }

  private void requireBlob(Descriptor blob) {
    if (!blobs.containsKey(blob.digest())) {
      throw failure(ErrorCode.REGISTRY_REJECTED, "The manifest names a blob that is missing");
    }
  }

  // --- tags

  @Override
  public Set<Tag> list() {
    called("list tags");
    return Set.copyOf(tags.keySet());
  }

  // --- referrers

  @Override
  public List<Descriptor> list(Digest subject, String artifactType) {
    called("referrers " + subject.value());
    return List.copyOf(manifests.values()).stream()
        .filter(manifest -> !manifest.mediaType().equals(MediaType.OCI_INDEX))
        .filter(manifest -> refersTo(manifest, subject))
        .map(MemoryRepository::described)
        .filter(artifact -> artifactType.isEmpty() || artifact.artifactType().equals(artifactType))
        .sorted(Comparator.comparing(artifact -> artifact.annotations().getOrDefault(CREATED, "")))
        .collect(Collectors.toList());
  }

  private static boolean refersTo(Manifest manifest, Digest subject) {
    return manifest.image(KIND).subject().filter(it -> it.digest().equals(subject)).isPresent();
  }

  private static Descriptor described(Manifest manifest) {
    Manifest.ImageManifest image = manifest.image(KIND);
    return new Descriptor(
        manifest.mediaType(),
        manifest.digest(),
        manifest.size(),
        image.annotations(),
        image.effectiveArtifactType(),
        "",
        Optional.empty());
  }

  @Override
  public Descriptor attach(Manifest artifact) {
    called("attach " + artifact.digest().value());
    store(artifact);
    return described(artifact);
  }

  // --- blobs

  @Override
  public boolean has(Digest digest) {
    called("has " + digest.value());
    return blobs.containsKey(digest);
  }

  @Override
  public void push(AssembledImage.Blob blob, TransferListener listener) {
    called("push " + blob.descriptor().digest().value());
    if (blobs.containsKey(blob.descriptor().digest())) {
      listener.transfer(blob.descriptor(), Event.EXISTED, blob.descriptor().size());
    } else {
      take(blob, listener);
    }
  }

  @Override
  public void upload(AssembledImage.Blob blob, TransferListener listener) {
    called("upload " + blob.descriptor().digest().value());
    take(blob, listener);
  }

  private void take(AssembledImage.Blob blob, TransferListener listener) {
    byte[] content = content(blob.source(), blob.descriptor().digest());
    if (!Digest.of(content).equals(blob.descriptor().digest())) {
      throw failure(ErrorCode.DIGEST_MISMATCH, "The blob is not what its digest says");
    }
    blobs.put(blob.descriptor().digest(), content);
    if (blob.source() instanceof BlobSource.Upstream) {
      listener.transfer(blob.descriptor(), Event.MOUNTED, content.length);
    } else {
      listener.transfer(blob.descriptor(), Event.SENT, content.length);
      listener.transfer(blob.descriptor(), Event.DONE, content.length);
    }
  }

  private byte[] content(BlobSource source, Digest digest) {
    return switch (source) {
      case BlobSource.InMemory(byte[] content) -> content.clone();
      case BlobSource.InFile stretch -> stretch(stretch);
      case BlobSource.Upstream(ImageName other) ->
          Optional.ofNullable(siblings.get(other))
              .flatMap(sibling -> Optional.ofNullable(sibling.blobs.get(digest)))
              .orElseThrow(() -> failure(ErrorCode.REGISTRY_NOT_FOUND, "No such blob upstream"));
    };
  }

  private static byte[] stretch(BlobSource.InFile source) {
    try (FileChannel file = FileChannel.open(source.file())) {
      ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(source.length()));
      file.read(content, source.offset());
      return content.array();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public InputStream open(Descriptor descriptor) {
    return new ByteArrayInputStream(read(descriptor, Integer.MAX_VALUE));
  }

  @Override
  public byte[] read(Descriptor descriptor, int limit) {
    called("read " + descriptor.digest().value());
    byte[] content = blobs.get(descriptor.digest());
    if (content == null) {
      throw failure(ErrorCode.REGISTRY_NOT_FOUND, "No such blob");
    }
    if (content.length > limit) {
      throw failure(ErrorCode.REGISTRY_PROTOCOL, "The blob is larger than expected");
    }
    return content.clone();
  }

  private static RemoteException failure(ErrorCode code, String what) {
    return new RemoteException(Problem.of(code, what, "", ""));
  }
}
