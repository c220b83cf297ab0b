package org.ignition.registry.embedded;

import java.io.IOException;

/** Every endpoint of the distribution API. */
final class DistributionApi {

  private final BlobEndpoint blobs;
  private final UploadEndpoint uploads;
  private final ManifestEndpoint manifests;
  private final ListEndpoint lists;

  DistributionApi(Layouts layouts, Uploads uploads, Upstream upstream) {
    this.blobs = new BlobEndpoint(layouts, upstream);
    this.uploads = new UploadEndpoint(layouts, uploads);
    this.manifests = new ManifestEndpoint(layouts, upstream, blobs);
    this.lists = new ListEndpoint(layouts);
  }

  /** Answers a request for a decoded {@code path}. */
  Answer answer(String path, Request request) throws IOException, Failure {
    return switch (Route.of(path)) {
      case Route.Version() -> Answer.bytes(200, "application/json", new byte[] {'{', '}'});
      case Route.OneBlob route -> blobs.answer(route, request);
      case Route.NewUpload route -> uploads.answer(route, request);
      case Route.OneUpload route -> uploads.answer(route, request);
      case Route.OneManifest route -> manifests.answer(route, request);
      case Route.TagList route -> lists.answer(route, request);
      case Route.ReferrerList route -> lists.answer(route, request);
    };
  }
}
