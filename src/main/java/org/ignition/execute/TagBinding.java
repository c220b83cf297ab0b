package org.ignition.execute;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.PartialException;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;
import org.ignition.image.ReleaseTag;
import org.ignition.image.ReleaseTag.Kind;
import org.ignition.plan.BuildPlanner;
import org.ignition.registry.Repository;

/**
 * Binds names in a repository and reads them back; remembers which were bound, for a failure half
 * way.
 */
final class TagBinding {

  private final Repository repository;
  private final List<ReleaseTag> bound = Collections.synchronizedList(new ArrayList<>());

  TagBinding(Repository repository) {
    this.repository = repository;
  }

  /** Which of {@code tags} were bound, in words; empty when none was. */
  String boundOf(List<ReleaseTag> tags) {
    List<String> names = tags.stream().filter(bound::contains).map(ReleaseTag::toString).toList();
    return names.isEmpty() ? "" : "bound " + String.join(", ", names);
  }

  /**
   * Binds {@code tags} to {@code manifest}, all at once.
   *
   * @throws PartialException when some are bound, or nobody knows, and one is not
   */
  String bind(List<ReleaseTag> tags, Manifest manifest) {
    try {
      Parallel.forEach(tags, tag -> bind(tag, manifest));
    } catch (IgnitionException e) {
      throw bound.isEmpty() && nothingBoundAfter(e) ? e : PlanRun.partial(e);
    }
    return manifest.digest().value();
  }

  /**
   * The name that says whether a commit has its image is looked at once more: a whole assembly and
   * push lie between the plan and this, in which another run may have bound it.
   */
  private void bind(ReleaseTag tag, Manifest manifest) {
    if (tag.kind() == Kind.FULL_SHA) {
      repository
          .manifests()
          .resolve(tag.tag())
          .filter(other -> !other.equals(manifest.digest()))
          .ifPresent(other -> {
            throw BuildPlanner.boundElsewhere(
                repository.name().with(tag.tag()), other, manifest.digest());
          });
    }
    repository.manifests().put(manifest, tag.tag());
    bound.add(tag);
  }

  /** Whether the registry said no; after a cut or a 5xx nobody knows what it had done by then. */
  private static boolean nothingBoundAfter(IgnitionException e) {
    return switch (e.code()) {
      case REGISTRY_UNAUTHORIZED,
          REGISTRY_FORBIDDEN,
          REGISTRY_NOT_FOUND,
          REGISTRY_REJECTED,
          TAG_BOUND_ELSEWHERE ->
          true;
      default -> false;
    };
  }

  /**
   * Reads {@code tags} back.
   *
   * @throws PolicyException when one leads elsewhere
   */
  String confirm(List<ReleaseTag> tags, Digest digest) {
    Parallel.forEach(tags, tag -> confirm(tag, digest));
    return "all lead to " + digest.abbreviated();
  }

  private void confirm(ReleaseTag tag, Digest expected) {
    Optional<Digest> actual = repository.manifests().resolve(tag.tag());
    if (!actual.equals(Optional.of(expected))) {
      throw new PolicyException(
          Problem.of(
              ErrorCode.TAG_MOVED,
              repository.name().with(tag.tag())
                  + actual.map(digest -> " leads to " + digest).orElse(" is gone")
                  + " right after it was bound to "
                  + expected,
              "Somebody else binds the same name, so it can't be relied on",
              "Find the other run, then run this command again: it binds what is missing"));
    }
  }
}
