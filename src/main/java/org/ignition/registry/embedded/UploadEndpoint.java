package org.ignition.registry.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.ignition.failure.DiskSpace;
import org.ignition.image.Digest;
import org.ignition.registry.embedded.Failure.Code;

/** Blobs, in (distribution-spec 1.1.1, "Pushing blobs", "Mounting a blob"). */
final class UploadEndpoint {

  private final Layouts layouts;
  private final Uploads uploads;

  UploadEndpoint(Layouts layouts, Uploads uploads) {
    this.layouts = layouts;
    this.uploads = uploads;
  }

  /** {@code POST}: a mount, the whole blob at once, or the beginning of an upload. */
  Answer answer(Route.NewUpload route, Request request) throws IOException, Failure {
    if (!request.method().equals("POST")) {
      throw request.notAllowed();
    }
    Optional<Digest> whole = request.digest("digest");
    Optional<Digest> mount = request.digest("mount");
    if (mount.isPresent() && mounted(route.repository(), mount.get(), request.query("from"))) {
      return created(route.repository(), mount.get());
    }
    Upload upload = uploads.begin(route.repository());
    return whole.isPresent() ? whole(upload, whole.get(), request) : progress(202, upload);
  }

  /** Nobody knows the name of such an upload, so nobody can go on with it. */
  private Answer whole(Upload upload, Digest digest, Request request) throws IOException, Failure {
    try {
      return finish(upload, digest, request);
    } finally {
      uploads.end(upload);
    }
  }

  private boolean mounted(RepositoryPath repository, Digest digest, Optional<String> from)
      throws IOException, Failure {
    Layout target = layouts.of(repository);
    if (target.blobs().size(digest).isPresent()) {
      return true;
    }
    if (from.isEmpty()) {
      return false;
    }
    BlobFolder source = layouts.of(RepositoryPath.of(from.get())).blobs();
    if (source.size(digest).isEmpty()) {
      return false;
    }
    layouts.created(repository).blobs().link(source, digest);
    return true;
  }

  Answer answer(Route.OneUpload route, Request request) throws IOException, Failure {
    Upload upload = uploads.find(route.repository(), route.id());
    return switch (request.method()) {
      case "GET" -> progress(204, upload);
      case "PATCH" -> append(upload, request);
      case "PUT" -> finish(upload, wanted(request), request);
      case "DELETE" -> cancel(upload);
      default -> throw request.notAllowed();
    };
  }

  private static Digest wanted(Request request) throws Failure {
    return request
        .digest("digest")
        .orElseThrow(() -> new Failure(400, Code.DIGEST_INVALID, "the digest is missing"));
  }

  private Answer append(Upload upload, Request request) throws IOException, Failure {
    try {
      receive(upload, request);
      return progress(202, upload);
    } catch (Failure e) {
      return progress(e.status(), upload);
    }
  }

  /** What came before a fault stays for the client to go on from, unless it fills the disk. */
  private void receive(Upload upload, Request request) throws IOException, Failure {
    try {
      upload.append(request.body(), ByteRange.ofChunk(request.header("content-range")));
    } catch (IOException e) {
      if (DiskSpace.isExhaustedBy(e)) {
        uploads.end(upload);
      }
      throw e;
    }
  }

  private Answer finish(Upload upload, Digest digest, Request request) throws IOException, Failure {
    receive(upload, request);
    try {
      Path file = upload.finish(digest);
      layouts.created(upload.repository()).blobs().take(file, digest);
    } finally {
      uploads.end(upload);
    }
    return created(upload.repository(), digest);
  }

  private Answer cancel(Upload upload) throws IOException {
    uploads.end(upload);
    return Answer.empty(204);
  }

  private static Answer created(RepositoryPath repository, Digest digest) {
    return Answer.empty(201)
        .with("Location", "/v2/" + repository + "/blobs/" + digest)
        .digest(digest);
  }

  /** Where the upload stands; {@code Range} is inclusive, so nothing yet looks like one byte. */
  private static Answer progress(int status, Upload upload) {
    return Answer.empty(status)
        .with("Location", "/v2/" + upload.repository() + "/blobs/uploads/" + upload.id())
        .with("Range", "0-" + Math.max(0, upload.received() - 1))
        .with("Docker-Upload-UUID", upload.id());
  }
}
