package org.ignition.registry.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ignition.image.Digest;
import org.ignition.registry.embedded.Answer.Body;
import org.ignition.registry.embedded.Failure.Code;

/** Blobs, out (distribution-spec 1.1.1, "Pulling blobs", "Deleting Blobs"). */
final class BlobEndpoint {

  private final Layouts layouts;
  private final Upstream upstream;

  BlobEndpoint(Layouts layouts, Upstream upstream) {
    this.layouts = layouts;
    this.upstream = upstream;
  }

  Answer answer(Route.OneBlob route, Request request) throws IOException, Failure {
    Digest digest = Request.digestOf(route.digest());
    return switch (request.method()) {
      case "GET", "HEAD" -> get(route.repository(), digest, request);
      case "DELETE" -> delete(route.repository(), digest);
      default -> throw request.notAllowed();
    };
  }

  /** Whether the repository has the blob, or its upstream. */
  boolean has(RepositoryPath repository, Digest digest) throws IOException {
    return find(repository, digest).isPresent();
  }

  private Optional<Upstream.Blob> find(RepositoryPath repository, Digest digest)
      throws IOException {
    BlobFolder blobs = layouts.of(repository).blobs();
    OptionalLong size = blobs.size(digest);
    if (size.isEmpty()) {
      return upstream.blob(repository.value(), digest);
    }
    Path file = blobs.path(digest);
    return Optional.of(new Upstream.Blob(size.getAsLong(), () -> Files.newInputStream(file)));
  }

  private Answer get(RepositoryPath repository, Digest digest, Request request)
      throws IOException, Failure {
    Upstream.Blob blob =
        find(repository, digest)
            .orElseThrow(() -> new Failure(404, Code.BLOB_UNKNOWN, "no such blob"));
    Optional<ByteRange> range = ByteRange.requested(request.header("range"), blob.size());
    Answer answer =
        range.isPresent()
            ? part(blob, range.get())
            : new Answer(200, Map.of(), new Body(blob.size(), blob.content()));
    return answer
        .with("Content-Type", "application/octet-stream")
        .with("Accept-Ranges", "bytes")
        .digest(digest);
  }

  private static Answer part(Upstream.Blob blob, ByteRange range) {
    Body body = new Body(range.length(), () -> from(blob, range.first()));
    return new Answer(206, Map.of("Content-Range", range.of(blob.size())), body);
  }

  private static InputStream from(Upstream.Blob blob, long first) throws IOException {
    InputStream content = blob.content().open();
    content.skipNBytes(first);
    return content;
  }

  private Answer delete(RepositoryPath repository, Digest digest) throws IOException, Failure {
    Layout layout = layouts.existing(repository);
    if (layout.needs(digest)) {
      throw new Failure(405, Code.UNSUPPORTED, "a manifest needs the blob; delete that first");
    }
    if (!layout.blobs().delete(digest)) {
      throw new Failure(404, Code.BLOB_UNKNOWN, "no such blob");
    }
    return Answer.empty(202);
  }
}
