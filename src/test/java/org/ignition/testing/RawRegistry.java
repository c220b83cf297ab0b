package org.ignition.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.image.AssembledImage;
import org.ignition.image.BlobSource;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;
import org.ignition.image.Manifest.ImageManifest;
import org.ignition.image.MediaType;

/**
 * Raw requests to a registry, as a stranger's client would send them.
 *
 * @param http sends them
 * @param host with port; plain HTTP
 */
public record RawRegistry(HttpClient http, String host) {

  public static RawRegistry at(String host) {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return new RawRegistry(http, host);
  }

  public HttpResponse<byte[]> call(String method, String path) throws Exception {
    return call(method, path, new byte[0]);
  }

  public HttpResponse<byte[]> call(String method, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + host + path))
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  public static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  public static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("(none)");
  }

  public Descriptor pushBlob(String repository, String type, byte[] content) throws Exception {
    Descriptor blob = Descriptor.of(type, content);
    HttpResponse<byte[]> response =
        call("POST", "/v2/" + repository + "/blobs/uploads/?digest=" + blob.digest(), content);
    if (response.statusCode() != 201) {
      throw new AssertionError(response.statusCode() + " " + text(response));
    }
    return blob;
  }

  public HttpResponse<byte[]> put(String repository, String reference, Manifest manifest)
      throws Exception {
    return call(
        "PUT",
        "/v2/" + repository + "/manifests/" + reference,
        manifest.bytes(),
        "Content-Type",
        manifest.mediaType());
  }

  /** Pushes the blobs of a small artifact and gives its manifest. */
  public Manifest artifact(String repository, String type, String content, Optional<Digest> subject)
      throws Exception {
    Descriptor config =
        pushBlob(repository, MediaType.OCI_CONFIG, "{}".getBytes(StandardCharsets.UTF_8));
    Descriptor layer = pushBlob(repository, type, content.getBytes(StandardCharsets.UTF_8));
    return Manifest.write(
        new ImageManifest(
            type,
            config,
            List.of(layer),
            subject.map(digest -> Descriptor.of(MediaType.OCI_MANIFEST, digest, 2)),
            Map.of("what", content)));
  }

  /** Pushes an image all of whose blobs are at hand, and binds it to {@code tag}. */
  public void push(String repository, String tag, AssembledImage image) throws Exception {
    for (AssembledImage.Blob blob : image.blobs()) {
      pushBlob(repository, blob.descriptor().mediaType(), content(blob.source()));
    }
    HttpResponse<byte[]> response = put(repository, tag, image.manifest());
    if (response.statusCode() != 201) {
      throw new AssertionError(response.statusCode() + " " + text(response));
    }
  }

  private static byte[] content(BlobSource source) throws IOException {
    return switch (source) {
      case BlobSource.InMemory memory -> memory.content();
      case BlobSource.InFile(var file, _, _) -> Files.readAllBytes(file);
      case BlobSource.Upstream upstream -> throw new AssertionError("not at hand: " + upstream);
    };
  }
}
