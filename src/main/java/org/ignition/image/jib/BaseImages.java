package org.ignition.image.jib;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.ImageName;
import org.ignition.image.ImageReference;
import org.ignition.image.Manifest;
import org.ignition.image.Manifest.ImageManifest;
import org.ignition.image.MediaType;
import org.ignition.image.Platform;
import org.ignition.image.Selector;
import org.ignition.image.jib.BuildFile.Base;
import org.ignition.json.DocumentKind;
import org.ignition.registry.Repository;

/** Finds the one image of a base that fits the platform. */
final class BaseImages {

  private static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.BASE_IMAGE_UNAVAILABLE, RemoteException::new);
  private static final int LARGEST_CONFIG = 8 * 1024 * 1024;

  private final Function<ImageName, Repository> repositories;

  BaseImages(Function<ImageName, Repository> repositories) {
    this.repositories = repositories;
  }

  /**
   * Reads manifest and configuration.
   *
   * @throws RemoteException when the base can't be had
   * @throws InputException when it has no image for the platform, or is of a form that can't be
   *     built on
   */
  BaseImage find(Base base, Platform platform) {
    if (!base.platforms().isEmpty()
        && base.platforms().stream().noneMatch(offered -> fits(offered, platform))) {
      throw missing(base, platform, base.platforms());
    }
    try {
      return read(base, platform);
    } catch (RemoteException e) {
      throw e.code() == ErrorCode.BASE_IMAGE_UNAVAILABLE ? e : unavailable(base, e);
    }
  }

  private BaseImage read(Base base, Platform platform) {
    Repository repository = repositories.apply(base.image().name());
    Manifest manifest = manifest(base, repository, base.image().selector());
    if (MediaType.isIndex(manifest.mediaType())) {
      manifest = manifest(base, repository, child(base, manifest, platform));
    }
    if (!isImage(manifest)) {
      throw unsupported(base, manifest.mediaType());
    }
    ImageManifest image = manifest.image(KIND);
    byte[] config = repository.blobs().read(image.config(), LARGEST_CONFIG);
    Platform actual = ImageConfig.read(config, KIND).platform();
    if (!fits(actual, platform)) {
      throw missing(base, platform, List.of(actual));
    }
    ImageReference exact =
        new ImageReference(base.image().name(), base.image().tag(), Optional.of(manifest.digest()));
    return new BaseImage(exact, manifest, image, config, repository);
  }

  private static boolean isImage(Manifest manifest) {
    return manifest.mediaType().equals(MediaType.OCI_MANIFEST)
        || manifest.mediaType().equals(MediaType.DOCKER_MANIFEST);
  }

  private static Manifest manifest(Base base, Repository repository, Selector selector) {
    Manifest manifest =
        repository
            .manifests()
            .get(selector)
            .orElseThrow(
                () -> unavailable(base, "The registry has no such image", "Correct `from.image`"));
    if (selector instanceof Digest digest && !digest.equals(manifest.digest())) {
      throw unavailable(
          base,
          "The registry gave other content, with the digest " + manifest.digest(),
          "Do not build on it; ask who runs the registry or the proxy in front of it");
    }
    return manifest;
  }

  private static Digest child(Base base, Manifest index, Platform platform) {
    List<Descriptor> children = index.index(KIND);
    return children.stream()
        .filter(child -> child.platform().filter(offered -> fits(offered, platform)).isPresent())
        .map(Descriptor::digest)
        .findFirst()
        .orElseThrow(() ->
            missing(
                base,
                platform,
                children.stream().flatMap(child -> child.platform().stream()).toList()));
  }

  /** A variant that nobody asked for is no obstacle. */
  private static boolean fits(Platform offered, Platform wanted) {
    return offered.os().equals(wanted.os())
        && offered.architecture().equals(wanted.architecture())
        && (wanted.variant().isEmpty() || wanted.variant().equals(offered.variant()));
  }

  private static InputException missing(Base base, Platform wanted, List<Platform> offered) {
    String names = String.join(", ", offered.stream().map(Platform::toString).distinct().toList());
    return new InputException(
        Problem.of(
                ErrorCode.PLATFORM_MISSING,
                "Base image " + base.image() + " has nothing for " + wanted,
                "It is for " + names,
                "Name another base, or set `image.platform`")
            .at(base.at()));
  }

  private static InputException unsupported(Base base, String mediaType) {
    boolean old = mediaType.startsWith("application/vnd.docker.distribution.manifest.v1");
    return new InputException(
        Problem.of(
                ErrorCode.BASE_IMAGE_UNAVAILABLE,
                "Base image " + base.image() + " is of a form that can't be built on",
                old
                    ? "It is a Docker schema 1 manifest, which registries gave up in 2022"
                    : "Its media type is neither OCI's nor Docker's v2.2",
                "Push the base again with a current tool, or name another")
            .at(base.at()));
  }

  private static RemoteException unavailable(Base base, IgnitionException cause) {
    return new RemoteException(
        problem(base, cause.problem().what(), cause.problem().advice()), cause);
  }

  private static RemoteException unavailable(Base base, String why, String advice) {
    return new RemoteException(problem(base, why, advice));
  }

  private static Problem problem(Base base, String why, String advice) {
    return Problem.of(
            ErrorCode.BASE_IMAGE_UNAVAILABLE,
            "Base image " + base.image() + " cannot be read",
            why,
            advice)
        .at(base.at());
  }
}
