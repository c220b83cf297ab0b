package org.ignition.registry.client;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Digest;
import org.ignition.image.ImageName;
import org.ignition.image.Manifest;
import org.ignition.image.MediaType;
import org.ignition.image.Quoted;
import org.ignition.image.Selector;
import org.ignition.image.Tag;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;
import org.ignition.registry.Manifests;

/** {@link Manifests} over HTTP. */
final class RemoteManifests implements Manifests {

  private static final String ACCEPT = String.join(", ", MediaType.MANIFESTS);
  private static final String DIGEST = "Docker-Content-Digest";
  private static final Pattern ENTITY_TAG = Pattern.compile("\"[\\x21\\x23-\\x7e]*\"");
  private static final Set<Integer> STORED = Set.of(200, 201, 202);
  private static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.REGISTRY_PROTOCOL, RemoteException::new);

  private final RemoteRegistry registry;
  private final ImageName name;

  RemoteManifests(RemoteRegistry registry, ImageName name) {
    this.registry = registry;
    this.name = name;
  }

  @Override
  public Optional<Digest> resolve(Selector selector) {
    Reply reply = registry.ask(read("HEAD", selector));
    return switch (reply.status()) {
      case 200 ->
          reply
              .header(DIGEST)
              .filter(Digest::isDigest)
              .map(Digest::new)
              .or(() -> get(selector).map(Manifest::digest));
      case 404 -> Optional.empty();
      case 405 -> get(selector).map(Manifest::digest);
      default -> throw Rejections.of(reply);
    };
  }

  @Override
  public Optional<Manifest> get(Selector selector) {
    return tagged(selector).map(Tagged::manifest);
  }

  /**
   * A manifest with what a conditional request names this state of the tag by.
   *
   * @param entityTag a strong one (RFC 9110 §8.8.3); empty when the registry gave none
   */
  record Tagged(Manifest manifest, Optional<String> entityTag) {}

  /** As {@link #get}, with the entity tag. */
  Optional<Tagged> tagged(Selector selector) {
    Reply reply = registry.ask(read("GET", selector));
    return switch (reply.status()) {
      case 200 ->
          Optional.of(
              new Tagged(
                  new Manifest(mediaType(reply), reply.body()),
                  reply.header("ETag").filter(tag -> ENTITY_TAG.matcher(tag).matches())));
      case 404 -> Optional.empty();
      default -> throw Rejections.of(reply);
    };
  }

  private Call read(String method, Selector selector) {
    return Call.of(method, path(selector), Scope.pull(name.repository())).with("Accept", ACCEPT);
  }

  private String path(Selector selector) {
    return "/v2/" + name.repository() + "/manifests/" + selector.value();
  }

  @Override
  public void put(Manifest manifest, Selector selector) {
    send(manifest, selector);
  }

  /** As {@link #put}; gives what the registry said with it. */
  HttpHeaders send(Manifest manifest, Selector selector) {
    return stored(registry.ask(write(manifest, selector)), manifest);
  }

  /**
   * As {@link #put}, but only over the state that {@code entityTag} names, where the registry knows
   * conditional requests.
   *
   * @return whether it was not refused for that reason
   */
  boolean replace(Manifest manifest, Tag tag, Optional<String> entityTag) {
    Call call = write(manifest, tag);
    Reply reply = registry.ask(entityTag.map(state -> call.with("If-Match", state)).orElse(call));
    if (reply.status() == 412) {
      return false;
    }
    stored(reply, manifest);
    return true;
  }

  private Call write(Manifest manifest, Selector selector) {
    return Call.of("PUT", path(selector), Scope.push(name.repository()))
        .with("Content-Type", manifest.mediaType())
        .with(BodyPublishers.ofByteArray(manifest.bytes()));
  }

  private static HttpHeaders stored(Reply reply, Manifest manifest) {
    if (!STORED.contains(reply.status())) {
      throw Rejections.of(reply);
    }
    refuseOtherDigest(reply, manifest);
    return reply.headers();
  }

  private static void refuseOtherDigest(Reply reply, Manifest manifest) {
    Optional<String> stored =
        reply.header(DIGEST).filter(d -> !d.equals(manifest.digest().value()));
    if (stored.isPresent()) {
      throw new RemoteException(
          Problem.of(
              ErrorCode.DIGEST_MISMATCH,
              "The registry stored " + Quoted.of(stored.get()) + " for " + manifest.digest(),
              Rejections.place(reply) + " was not kept byte for byte",
              "Check that nothing between here and the registry rewrites manifests"));
    }
  }

  /** What the header says, if it is a manifest's type; else what the content says it is. */
  private static String mediaType(Reply reply) {
    String header = reply.mediaType();
    return MediaType.MANIFESTS.contains(header) ? header : stated(reply).orElse(header);
  }

  private static Optional<String> stated(Reply reply) {
    try {
      Fields fields = Fields.of(Documents.json(reply.text(), Path.of("manifest"), KIND), KIND, "");
      return fields.text("mediaType").or(() -> implied(fields));
    } catch (IgnitionException e) {
      return Optional.empty();
    }
  }

  /** OCI manifests may leave {@code mediaType} out (image-spec 1.1). */
  private static Optional<String> implied(Fields fields) {
    if (fields.keys().contains("manifests")) {
      return Optional.of(MediaType.OCI_INDEX);
    }
    return fields.keys().contains("config")
        ? Optional.of(MediaType.OCI_MANIFEST)
        : Optional.empty();
  }
}
