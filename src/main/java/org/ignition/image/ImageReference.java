package org.ignition.image;

import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;

/**
 * An image that somebody else made, as a build file's {@code from} names it: {@code debian:12},
 * {@code ghcr.io/acme/base@sha256:…}. Short names mean Docker Hub, as everywhere.
 *
 * @param name the repository
 * @param tag the tag, {@code latest} when the text had neither tag nor digest
 * @param digest the digest; where both are given the digest decides
 */
public record ImageReference(ImageName name, Optional<Tag> tag, Optional<Digest> digest) {

  /**
   * Reads a reference.
   *
   * @throws InputException when a part of it is not of its form
   */
  public static ImageReference parse(String text) {
    String rest = text;
    Optional<Digest> digest = Optional.empty();
    int at = rest.indexOf('@');
    if (at >= 0) {
      digest = Optional.of(new Digest(rest.substring(at + 1)));
      rest = rest.substring(0, at);
    }
    Optional<Tag> tag = Optional.empty();
    int colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
    if (colon >= 0) {
      tag = Optional.of(new Tag(rest.substring(colon + 1)));
      rest = rest.substring(0, colon);
    }
    if (tag.isEmpty() && digest.isEmpty()) {
      tag = Optional.of(new Tag("latest"));
    }
    return new ImageReference(name(rest, text), tag, digest);
  }

  private static ImageName name(String rest, String whole) {
    if (rest.isEmpty()) {
      throw new InputException(
          Problem.of(
              ErrorCode.IMAGE_NAME_INVALID,
              "Not an image reference: " + Quoted.of(whole),
              "",
              "Write it like debian:12 or ghcr.io/acme/base@sha256:…"));
    }
    int slash = rest.indexOf('/');
    if (slash < 0) {
      return new ImageName(DockerHub.API, "library/" + rest);
    }
    String first = rest.substring(0, slash);
    if (!ImageName.isHost(first)) {
      return new ImageName(DockerHub.API, rest);
    }
    String path = rest.substring(slash + 1);
    return DockerHub.is(first)
        ? new ImageName(DockerHub.API, path.contains("/") ? path : "library/" + path)
        : new ImageName(first, path);
  }

  /** What to ask the registry for: the digest where there is one, else the tag. */
  public Selector selector() {
    return digest.<Selector>map(d -> d).orElseGet(tag::orElseThrow);
  }

  @Override
  public String toString() {
    return name + tag.map(t -> ":" + t).orElse("") + digest.map(d -> "@" + d).orElse("");
  }
}
