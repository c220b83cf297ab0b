package org.ignition.image.jib;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ignition.image.AssembledImage;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.ImageName;
import org.ignition.image.Manifest;
import org.ignition.image.Selector;
import org.ignition.registry.Blobs;
import org.ignition.registry.Manifests;
import org.ignition.registry.Referrers;
import org.ignition.registry.Repository;
import org.ignition.registry.Tags;
import org.ignition.registry.TransferListener;

/**
 * The least of a repository that a base is read with, and a record of what was asked.
 *
 * @param name which one
 * @param asked paths, in order
 * @param always the reference whose manifest is given for every other
 */
record OverHttp(ImageName name, List<String> asked, Optional<String> always)
    implements Repository, Blobs, Manifests {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  static OverHttp of(ImageName name) {
    return new OverHttp(name, new CopyOnWriteArrayList<>(), Optional.empty());
  }

  OverHttp answeringAlways(String reference) {
    return new OverHttp(name, asked, Optional.of(reference));
  }

  private HttpResponse<byte[]> get(String path) {
    asked.add(path);
    URI uri = URI.create("http://" + name.registry() + "/v2/" + name.repository() + path);
    try {
      return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public Blobs blobs() {
    return this;
  }

  @Override
  public Manifests manifests() {
    return this;
  }

  @Override
  public Optional<Manifest> get(Selector selector) {
    HttpResponse<byte[]> response = get("/manifests/" + always.orElse(selector.value()));
    return response.statusCode() == 200
        ? Optional.of(
            new Manifest(response.headers().firstValue("Content-Type").orElse(""), response.body()))
        : Optional.empty();
  }

  @Override
  public byte[] read(Descriptor descriptor, int limit) {
    return get("/blobs/" + descriptor.digest()).body();
  }

  @Override
  public InputStream open(Descriptor descriptor) {
    return new ByteArrayInputStream(read(descriptor, Integer.MAX_VALUE));
  }

  @Override
  public boolean has(Digest digest) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void push(AssembledImage.Blob blob, TransferListener listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Digest> resolve(Selector selector) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void put(Manifest manifest, Selector selector) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Tags tags() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Referrers referrers() {
    throw new UnsupportedOperationException();
  }
}
