package org.ignition.image;

import java.util.regex.Pattern;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;

/**
 * A repository at a registry, without tag or digest, such as {@code ghcr.io/acme/shop}.
 *
 * @param registry host, with the port where it has one
 * @param repository the path below it (distribution-spec 1.1.1: lower-case components separated by
 *     {@code /})
 */
public record ImageName(String registry, String repository) {

  private static final Pattern HOST =
      Pattern.compile(
          "(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\\[[0-9a-fA-F:]+])(?::[0-9]{1,5})?");
  private static final Pattern REPOSITORY =
      Pattern.compile(
          "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*");
  private static final int LONGEST_REPOSITORY = 255;

  /**
   * @throws InputException when either part is not of its form
   */
  public ImageName {
    if (!HOST.matcher(registry).matches()
        || repository.length() > LONGEST_REPOSITORY
        || !REPOSITORY.matcher(repository).matches()) {
      throw invalid(registry + "/" + repository);
    }
  }

  /**
   * Reads {@code host/path}. The host is required: a name that silently means Docker Hub is a trap
   * for the one who pushes.
   *
   * @throws InputException when there is no host, or a tag or digest, or an upper-case letter
   */
  public static ImageName parse(String text) {
    int slash = text.indexOf('/');
    if (slash <= 0 || !isHost(text.substring(0, slash))) {
      throw invalid(text);
    }
    return new ImageName(text.substring(0, slash), text.substring(slash + 1));
  }

  /** Whether the first component of a reference is a registry's host and not part of a path. */
  static boolean isHost(String first) {
    return first.contains(".") || first.contains(":") || first.equals("localhost");
  }

  /** {@code name@digest}: the one form that is ever deployed. */
  public String at(Digest digest) {
    return this + "@" + digest;
  }

  /** {@code name:tag}, for people. */
  public String with(Tag tag) {
    return this + ":" + tag;
  }

  @Override
  public String toString() {
    return registry + "/" + repository;
  }

  private static InputException invalid(String text) {
    return new InputException(
        Problem.of(
            ErrorCode.IMAGE_NAME_INVALID,
            "Not an image name: " + Quoted.of(text),
            "A name is a registry's host and a lower-case path, with neither tag nor digest",
            "Write it like ghcr.io/acme/shop"));
  }
}
