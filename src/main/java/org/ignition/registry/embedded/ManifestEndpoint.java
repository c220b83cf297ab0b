package org.ignition.registry.embedded;

import java.io.IOException;
import java.util.Optional;
import org.ignition.failure.IgnitionException;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;
import org.ignition.image.Selector;
import org.ignition.image.Tag;
import org.ignition.registry.embedded.Failure.Code;

/** Manifests (distribution-spec 1.1.1, "Pulling", "Pushing", "Deleting manifests"). */
final class ManifestEndpoint {

  /** The specification's own advice. */
  private static final int LARGEST = 4 * 1024 * 1024;

  private final Layouts layouts;
  private final Upstream upstream;
  private final BlobEndpoint blobs;

  ManifestEndpoint(Layouts layouts, Upstream upstream, BlobEndpoint blobs) {
    this.layouts = layouts;
    this.upstream = upstream;
    this.blobs = blobs;
  }

  Answer answer(Route.OneManifest route, Request request) throws IOException, Failure {
    return switch (request.method()) {
      case "GET", "HEAD" -> get(route);
      case "PUT" -> put(route, request);
      case "DELETE" -> delete(route);
      default -> throw request.notAllowed();
    };
  }

  private static Optional<Selector> selector(String reference) {
    if (Digest.isDigest(reference)) {
      return Optional.of(new Digest(reference));
    }
    return Tag.isTag(reference) ? Optional.of(new Tag(reference)) : Optional.empty();
  }

  /** What can't be a name can't be there either. */
  private static Selector existing(String reference) throws Failure {
    return selector(reference).orElseThrow(ManifestEndpoint::unknown);
  }

  private static Failure unknown() {
    return new Failure(404, Code.MANIFEST_UNKNOWN, "no such manifest");
  }

  private Answer get(Route.OneManifest route) throws IOException, Failure {
    Manifest manifest =
        find(route.repository(), existing(route.reference()))
            .orElseThrow(ManifestEndpoint::unknown);
    return Answer.bytes(200, manifest.mediaType(), manifest.bytes()).digest(manifest.digest());
  }

  private Optional<Manifest> find(RepositoryPath repository, Selector selector) throws IOException {
    Optional<Manifest> held = layouts.of(repository).manifest(selector);
    return held.isPresent() ? held : upstream.manifest(repository.value(), selector);
  }

  private Answer put(Route.OneManifest route, Request request) throws IOException, Failure {
    Selector selector =
        selector(route.reference())
            .orElseThrow(
                () -> new Failure(400, Code.TAG_INVALID, "neither a tag nor a sha256 digest"));
    Manifest manifest = new Manifest(contentType(request), content(request));
    if (selector instanceof Digest digest && !digest.equals(manifest.digest())) {
      throw new Failure(
          400, Code.DIGEST_INVALID, "the manifest has the digest " + manifest.digest());
    }
    ManifestContents contents = contents(manifest);
    requireParts(route.repository(), contents);
    layouts.created(route.repository()).put(manifest, selector);
    Answer answer =
        Answer.empty(201)
            .with("Location", "/v2/" + route.repository() + "/manifests/" + manifest.digest())
            .digest(manifest.digest());
    return contents
        .subject()
        .map(subject -> answer.with("OCI-Subject", subject.digest().value()))
        .orElse(answer);
  }

  private static String contentType(Request request) {
    String header = request.header("content-type").orElse("");
    int parameters = header.indexOf(';');
    return (parameters < 0 ? header : header.substring(0, parameters)).strip();
  }

  private static byte[] content(Request request) throws IOException, Failure {
    byte[] content = request.body().readNBytes(LARGEST + 1);
    if (content.length > LARGEST) {
      throw new Failure(413, Code.SIZE_INVALID, "a manifest has at most 4 MiB");
    }
    return content;
  }

  private static ManifestContents contents(Manifest manifest) throws Failure {
    try {
      return ManifestContents.of(manifest);
    } catch (IgnitionException e) {
      throw new Failure(400, Code.MANIFEST_INVALID, e.problem().what());
    }
  }

  private void requireParts(RepositoryPath repository, ManifestContents contents)
      throws IOException, Failure {
    for (Descriptor blob : contents.blobs()) {
      if (!blobs.has(repository, blob.digest())) {
        throw missing(blob);
      }
    }
    for (Descriptor child : contents.children()) {
      if (find(repository, child.digest()).isEmpty()) {
        throw missing(child);
      }
    }
  }

  private static Failure missing(Descriptor part) {
    return new Failure(404, Code.MANIFEST_BLOB_UNKNOWN, "the repository has no " + part.digest());
  }

  private Answer delete(Route.OneManifest route) throws IOException, Failure {
    Selector selector = existing(route.reference());
    Layout layout = layouts.existing(route.repository());
    if (layout.index().find(selector).isEmpty()) {
      throw unknown();
    }
    layout.delete(selector);
    return Answer.empty(202);
  }
}
