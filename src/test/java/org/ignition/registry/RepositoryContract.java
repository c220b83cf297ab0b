package org.ignition.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.ignition.image.AssembledImage;
import org.ignition.image.BlobSource;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;
import org.ignition.image.MediaType;
import org.ignition.image.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a {@link Repository} does at any registry; run against each of them. */
public abstract class RepositoryContract {

  private static final byte[] CONFIG = "{}".getBytes(UTF_8);

  @TempDir Path folder;

  /** A repository at the registry under test; the same name gives the same one. */
  protected abstract Repository repository(String name);

  private Repository fresh(String testName) {
    return repository("contract/" + testName);
  }

  private static AssembledImage.Blob blob(byte[] content) {
    return new AssembledImage.Blob(
        Descriptor.of(MediaType.OCI_LAYER_TAR, content), new BlobSource.InMemory(content));
  }

  private static byte[] noise(int size, long seed) {
    byte[] content = new byte[size];
    new Random(seed).nextBytes(content);
    return content;
  }

  private static Manifest image(Repository repository, String author) {
    AssembledImage.Blob config = blob(CONFIG);
    AssembledImage.Blob layer = blob(author.getBytes(UTF_8));
    repository.blobs().push(config, TransferListener.NONE);
    repository.blobs().push(layer, TransferListener.NONE);
    return Manifest.write(
        new Manifest.ImageManifest(
            "",
            Descriptor.of(MediaType.OCI_CONFIG, CONFIG),
            List.of(layer.descriptor()),
            Optional.empty(),
            Map.of("author", author)));
  }

  private static Manifest artifact(
      Repository repository, Manifest subject, String type, String at) {
    byte[] content = (type + at).getBytes(UTF_8);
    repository.blobs().upload(blob(content), TransferListener.NONE);
    repository.blobs().push(blob(CONFIG), TransferListener.NONE);
    return Manifest.write(
        new Manifest.ImageManifest(
            type,
            Descriptor.of(MediaType.OCI_EMPTY, CONFIG),
            List.of(Descriptor.of(type, content)),
            Optional.of(subject.descriptor()),
            Map.of("org.opencontainers.image.created", at, "k", "v")));
  }

  @Test
  void keepsBlobOfEveryOddSize() throws IOException {
    Repository repository = fresh("sizes");
    for (int size : new int[] {0, 1, 2, 128 * 1024, 128 * 1024 + 1, 3_000_000}) {
      byte[] content = noise(size, size);
      AssembledImage.Blob blob = blob(content);
      assertFalse(repository.blobs().has(blob.descriptor().digest()));
      repository.blobs().push(blob, TransferListener.NONE);
      assertTrue(repository.blobs().has(blob.descriptor().digest()));
      assertArrayEquals(content, repository.blobs().read(blob.descriptor(), 4_000_000));
      try (InputStream in = repository.blobs().open(blob.descriptor())) {
        assertArrayEquals(content, in.readAllBytes());
      }
    }
  }

  @Test
  void pushesStretchOfFile() throws IOException {
    Repository repository = fresh("stretch");
    byte[] content = noise(500_000, 7);
    Path file = folder.resolve("padded");
    try (var out = Files.newOutputStream(file)) {
      out.write(new byte[512]);
      out.write(content);
      out.write(new byte[512]);
    }
    Descriptor descriptor = Descriptor.of(MediaType.OCI_LAYER_TAR, content);
    repository
        .blobs()
        .push(
            new AssembledImage.Blob(descriptor, new BlobSource.InFile(file, 512, content.length)),
            TransferListener.NONE);
    assertArrayEquals(content, repository.blobs().read(descriptor, content.length));
  }

  @Test
  void tellsListenerWhatHappened() {
    Repository repository = fresh("events");
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    TransferListener listener = (blob, event, bytes) -> heard.add(event + " " + bytes);
    AssembledImage.Blob blob = blob(noise(1000, 1));
    repository.blobs().push(blob, listener);
    repository.blobs().push(blob, listener);
    assertEquals(List.of("SENT 1000", "DONE 1000", "EXISTED 1000"), heard);
  }

  @Test
  void takesBlobOverFromAnotherRepository() {
    byte[] content = noise(10_000, 2);
    Repository source = fresh("mount-source");
    source.blobs().push(blob(content), TransferListener.NONE);
    Repository target = fresh("mount-target");
    List<TransferListener.Event> heard = Collections.synchronizedList(new ArrayList<>());
    target
        .blobs()
        .push(
            new AssembledImage.Blob(
                Descriptor.of(MediaType.OCI_LAYER_TAR, content),
                new BlobSource.Upstream(source.name())),
            (blob, event, bytes) -> heard.add(event));
    assertEquals(List.of(TransferListener.Event.MOUNTED), heard);
    assertTrue(target.blobs().has(Digest.of(content)));
  }

  @Test
  void refusesBlobThatIsNotWhatItsDigestSays() {
    Repository repository = fresh("wrong-digest");
    Descriptor claimed = Descriptor.of(MediaType.OCI_LAYER_TAR, noise(100, 3));
    AssembledImage.Blob lie =
        new AssembledImage.Blob(claimed, new BlobSource.InMemory(noise(100, 4)));
    RemoteException e =
        assertThrows(
            RemoteException.class, () -> repository.blobs().push(lie, TransferListener.NONE));
    assertEquals(ErrorCode.DIGEST_MISMATCH, e.code());
    assertFalse(repository.blobs().has(claimed.digest()));
  }

  @Test
  void namesBlobThatIsAbsent() {
    Repository repository = fresh("absent-blob");
    image(repository, "somebody");
    Descriptor absent = Descriptor.of(MediaType.OCI_LAYER_TAR, noise(100, 5));
    RemoteException e =
        assertThrows(RemoteException.class, () -> repository.blobs().read(absent, 100));
    assertEquals(ErrorCode.REGISTRY_NOT_FOUND, e.code());
  }

  @Test
  void givesBackManifestByteForByte() {
    Repository repository = fresh("bytes");
    Manifest plain = image(repository, "ünïcode");
    String odd = new String(plain.bytes(), UTF_8).replace("{", "{ \n\t");
    Manifest manifest = new Manifest(plain.mediaType(), odd.getBytes(UTF_8));
    repository.manifests().put(manifest, manifest.digest());
    repository.manifests().put(manifest, new Tag("v1"));
    assertEquals(Optional.of(manifest.digest()), repository.manifests().resolve(new Tag("v1")));
    Manifest read = repository.manifests().get(manifest.digest()).orElseThrow();
    assertArrayEquals(manifest.bytes(), read.bytes());
    assertEquals(manifest.mediaType(), read.mediaType());
  }

  @Test
  void refusesManifestWhoseBlobsAreMissing() {
    Repository repository = fresh("missing-blobs");
    Manifest manifest =
        Manifest.write(
            new Manifest.ImageManifest(
                "",
                Descriptor.of(MediaType.OCI_CONFIG, noise(10, 8)),
                List.of(Descriptor.of(MediaType.OCI_LAYER_TAR, noise(10, 9))),
                Optional.empty(),
                Map.of()));
    RemoteException e =
        assertThrows(
            RemoteException.class, () -> repository.manifests().put(manifest, manifest.digest()));
    assertTrue(
        Set.of(ErrorCode.REGISTRY_REJECTED, ErrorCode.REGISTRY_NOT_FOUND).contains(e.code()));
  }

  @Test
  void seesNothingInRepositoryThatDoesNotExist() {
    Repository repository = fresh("nowhere");
    Digest digest = Digest.of(CONFIG);
    assertEquals(Optional.empty(), repository.manifests().resolve(new Tag("v1")));
    assertEquals(Optional.empty(), repository.manifests().get(digest));
    assertEquals(Set.of(), repository.tags().list());
    assertEquals(List.of(), repository.referrers().list(digest, ""));
    assertFalse(repository.blobs().has(digest));
  }

  @Test
  void listsEveryTag() {
    Repository repository = fresh("tags");
    Manifest manifest = image(repository, "tags");
    List<Tag> tags = IntStream.range(0, 5).mapToObj(i -> new Tag("t" + i)).toList();
    tags.forEach(tag -> repository.manifests().put(manifest, tag));
    assertEquals(Set.copyOf(tags), repository.tags().list());
  }

  @Test
  void listsReferrersOldestFirst() {
    Repository repository = fresh("referrers");
    Manifest subject = image(repository, "referrers");
    repository.manifests().put(subject, subject.digest());
    String type = "application/vnd.test.a";
    Manifest newer = artifact(repository, subject, type, "2026-02-02T00:00:00Z");
    Manifest older = artifact(repository, subject, type, "2026-01-01T00:00:00+01:00");
    Manifest other =
        artifact(repository, subject, "application/vnd.test.b", "2020-01-01T00:00:00Z");
    for (Manifest artifact : List.of(newer, older, other)) {
      assertEquals(artifact.digest(), repository.referrers().attach(artifact).digest());
    }
    List<Descriptor> listed = repository.referrers().list(subject.digest(), type);
    assertEquals(
        List.of(older.digest(), newer.digest()), listed.stream().map(Descriptor::digest).toList());
    assertEquals("v", listed.getFirst().annotations().get("k"));
    assertEquals(type, listed.getFirst().artifactType());
    assertEquals(3, repository.referrers().list(subject.digest(), "").size());
  }

  @Test
  void listsReferrerOnceThatIsAttachedTwice() {
    Repository repository = fresh("twice");
    Manifest subject = image(repository, "twice");
    repository.manifests().put(subject, subject.digest());
    Manifest artifact =
        artifact(repository, subject, "application/vnd.test.a", "2026-01-01T00:00:00Z");
    repository.referrers().attach(artifact);
    repository.referrers().attach(artifact);
    assertEquals(1, repository.referrers().list(subject.digest(), "").size());
  }

  @Test
  void attachesToImageThatIsNotThereYet() {
    Repository repository = fresh("early");
    Manifest subject = image(repository, "early");
    repository
        .referrers()
        .attach(artifact(repository, subject, "application/vnd.test.a", "2026-01-01T00:00:00Z"));
    assertEquals(1, repository.referrers().list(subject.digest(), "").size());
  }
}
