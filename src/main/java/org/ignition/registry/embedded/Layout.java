package org.ignition.registry.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;
import org.ignition.image.MediaType;
import org.ignition.image.Selector;
import org.ignition.json.DocumentKind;
import org.ignition.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * One repository: an OCI layout folder (image-spec 1.1, "Image Layout"), valid at every moment.
 *
 * <p>The server's lock on the root makes this object the folder's only writer, so the index is read
 * once. Referrers are found through the manifests that the index names, which is why they outlive a
 * restart without any file of our own.
 */
final class Layout {

  private static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.REGISTRY_PROTOCOL, RemoteException::new);

  private final Path folder;
  private final Scratch scratch;
  private final BlobFolder blobs;
  private final ReentrantLock writing = new ReentrantLock();
  private final Map<Digest, ManifestContents> contents = new ConcurrentHashMap<>();
  private volatile @Nullable LayoutIndex index;

  Layout(Path folder, Scratch scratch) {
    this.folder = folder;
    this.scratch = scratch;
    this.blobs = new BlobFolder(folder.resolve("blobs").resolve("sha256"));
  }

  /** Whether anything was ever pushed here. */
  boolean exists() {
    return Files.isRegularFile(folder.resolve("oci-layout"));
  }

  BlobFolder blobs() {
    return blobs;
  }

  /** Makes an empty layout where there is none. */
  void create() throws IOException {
    writing.lock();
    try {
      Files.createDirectories(blobs.folder());
      if (!Files.exists(folder.resolve("index.json"))) {
        write("index.json", LayoutIndex.EMPTY.json());
      }
      if (!exists()) {
        write("oci-layout", Json.bytes(Map.of("imageLayoutVersion", "1.0.0")));
      }
    } finally {
      writing.unlock();
    }
  }

  private void write(String name, byte[] content) throws IOException {
    DurableFiles.replace(folder.resolve(name), content, scratch.file());
  }

  LayoutIndex index() throws IOException {
    LayoutIndex known = index;
    if (known != null) {
      return known;
    }
    writing.lock();
    try {
      return load();
    } finally {
      writing.unlock();
    }
  }

  private LayoutIndex load() throws IOException {
    LayoutIndex known = index;
    if (known == null) {
      Path file = folder.resolve("index.json");
      known = exists() ? LayoutIndex.read(Files.readAllBytes(file), KIND) : LayoutIndex.EMPTY;
      index = known;
    }
    return known;
  }

  private void change(UnaryOperator<LayoutIndex> change) throws IOException {
    writing.lock();
    try {
      LayoutIndex before = load();
      LayoutIndex after = change.apply(before);
      if (!after.equals(before)) {
        write("index.json", after.json());
        index = after;
      }
    } finally {
      writing.unlock();
    }
  }

  /** The exact bytes of a manifest that the index, or an index in it, names. */
  Optional<Manifest> manifest(Selector selector) throws IOException {
    Optional<Descriptor> entry = index().find(selector);
    if (entry.isEmpty() && selector instanceof Digest digest) {
      entry = childOfAnIndex(digest);
    }
    return entry.isPresent() ? read(entry.get()) : Optional.empty();
  }

  private Optional<Manifest> read(Descriptor entry) throws IOException {
    Path file = blobs.path(entry.digest());
    return Files.isRegularFile(file)
        ? Optional.of(new Manifest(entry.mediaType(), Files.readAllBytes(file)))
        : Optional.empty();
  }

  /** Other tools list only the index itself, not the images in it. */
  private Optional<Descriptor> childOfAnIndex(Digest digest) throws IOException {
    for (Descriptor entry : index().entries()) {
      if (MediaType.isIndex(entry.mediaType())) {
        Optional<Descriptor> child =
            contents(entry).stream()
                .flatMap(index -> index.children().stream())
                .filter(descriptor -> descriptor.digest().equals(digest))
                .findFirst();
        if (child.isPresent()) {
          return child;
        }
      }
    }
    return Optional.empty();
  }

  /** What a manifest of the index holds; empty when its file is gone. */
  private Optional<ManifestContents> contents(Descriptor entry) throws IOException {
    ManifestContents known = contents.get(entry.digest());
    if (known != null) {
      return Optional.of(known);
    }
    Optional<ManifestContents> read = read(entry).map(ManifestContents::of);
    read.ifPresent(parsed -> contents.put(entry.digest(), parsed));
    return read;
  }

  /** Stores a manifest whose parts are known to be there, and binds it. */
  void put(Manifest manifest, Selector selector) throws IOException {
    if (blobs.size(manifest.digest()).isEmpty()) {
      DurableFiles.replace(blobs.path(manifest.digest()), manifest.bytes(), scratch.file());
    }
    change(before -> before.with(manifest.descriptor(), selector));
  }

  /** Takes away a tag, or a manifest with all its tags. */
  void delete(Selector selector) throws IOException {
    change(before -> before.without(selector));
    if (selector instanceof Digest digest) {
      blobs.delete(digest);
    }
  }

  /** Whether a manifest here needs {@code blob}. */
  boolean needs(Digest blob) throws IOException {
    for (Descriptor entry : index().entries()) {
      if (entry.digest().equals(blob)
          || contents(entry).filter(manifest -> manifest.names(blob)).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** The manifests whose subject is {@code subject}, each once. */
  List<Descriptor> referrers(Digest subject) throws IOException {
    Stream.Builder<Descriptor> found = Stream.builder();
    for (Descriptor entry : index().entries()) {
      contents(entry)
          .filter(manifest -> manifest.refersTo(subject))
          .ifPresent(manifest -> found.add(manifest.asReferrer(entry)));
    }
    return found.build().distinct().toList();
  }
}
