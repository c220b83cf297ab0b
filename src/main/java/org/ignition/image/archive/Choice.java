package org.ignition.image.archive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.image.Platform;
import org.ignition.image.Quoted;

/**
 * Picks the one image to push out of those in an archive. It never guesses: an image is taken when
 * it is the only one, the one that was named, or the one for the platform.
 *
 * @param image the chosen one
 * @param notes which others were left out
 */
record Choice(Candidate image, List<String> notes) {

  Choice {
    notes = List.copyOf(notes);
  }

  static Choice among(
      List<Candidate> candidates, Platform platform, Optional<String> reference, Refusal refusal) {
    List<Candidate> named = named(candidates, reference, refusal);
    if (named.stream().map(Candidate::names).distinct().count() > 1) {
      throw several(names(named), refusal);
    }
    List<Candidate> suitable =
        named.stream().filter(c -> PlatformMatch.same(c.platform(), platform)).toList();
    return switch (suitable.size()) {
      case 0 -> throw missing(platform, named, refusal);
      case 1 -> new Choice(suitable.getFirst(), leftOut(suitable.getFirst(), named));
      default -> throw several(digests(suitable), refusal);
    };
  }

  private static List<Candidate> named(
      List<Candidate> candidates, Optional<String> reference, Refusal refusal) {
    if (reference.isEmpty()) {
      return candidates;
    }
    List<Candidate> named = candidates.stream().filter(c -> c.isCalled(reference.get())).toList();
    if (named.isEmpty()) {
      throw unknownReference(reference.get(), names(candidates), refusal);
    }
    return named;
  }

  static InputException unknownReference(
      String reference, Collection<String> names, Refusal refusal) {
    return refusal.unreadable(
        "It has no image called " + Quoted.of(reference) + "; it has: " + listed(names),
        "Name one of these");
  }

  static InputException several(Collection<String> names, Refusal refusal) {
    return refusal.unreadable(
        "It holds several images, and one commit is one image: " + listed(names),
        "Save the one to push: docker save -o image.tar NAME:TAG, or name it");
  }

  private static InputException missing(
      Platform platform, List<Candidate> candidates, Refusal refusal) {
    String there =
        candidates.stream().map(c -> c.platform().toString()).distinct().collect(listing());
    return refusal.refused(
        ErrorCode.PLATFORM_MISSING,
        "No image for " + platform + " in the archive",
        "It has: " + there,
        "Build for it: docker buildx build --platform "
            + platform
            + " -o type=oci,dest=image.tar ., or set image.platform to one that is there");
  }

  private static List<String> leftOut(Candidate chosen, List<Candidate> candidates) {
    List<String> notes = new ArrayList<>();
    for (Candidate other : candidates) {
      if (!other.equals(chosen)) {
        notes.add("left out " + other.platform() + " (" + other.manifest().digest() + ")");
      }
    }
    return notes;
  }

  private static Set<String> names(List<Candidate> candidates) {
    return candidates.stream()
        .map(c ->
            c.names().isEmpty() ? c.manifest().digest().value() : String.join(" = ", c.names()))
        .collect(Collectors.toSet());
  }

  private static List<String> digests(List<Candidate> candidates) {
    return candidates.stream().map(c -> c.manifest().digest().value()).toList();
  }

  private static String listed(Collection<String> names) {
    return names.isEmpty()
        ? "none that has a name"
        : names.stream().sorted().map(Quoted::of).collect(listing());
  }

  private static Collector<CharSequence, ?, String> listing() {
    return Collectors.joining(", ");
  }
}
