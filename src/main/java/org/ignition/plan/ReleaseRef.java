package org.ignition.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ignition.failure.InputException;
import org.ignition.image.ReleaseVersion;
import org.ignition.source.GitRef;
import org.ignition.source.SourceFacts;

/** Which release a commit is, by its {@code v*} tags. */
final class ReleaseRef {

  /** {@code v1.0} was meant as a version, {@code vendored} was not. */
  private static final Pattern MEANT_AS_VERSION = Pattern.compile("v[0-9].*", Pattern.DOTALL);

  private ReleaseRef() {}

  /**
   * The version of the tag that is built, else of the highest release tag at the commit.
   *
   * @throws InputException when the tag that is built is meant as a version and is none
   */
  static Optional<ReleaseVersion> versionOf(SourceFacts facts) {
    return facts.ref() instanceof GitRef.Tag(String name) && meantAsVersion(name)
        ? Optional.of(ReleaseVersion.parse(name))
        : highest(facts);
  }

  private static Optional<ReleaseVersion> highest(SourceFacts facts) {
    return facts.tags().stream()
        .flatMap(tag -> ReleaseVersion.tryParse(tag).stream())
        .max(Comparator.naturalOrder());
  }

  /** Whether a release tag is what is built. */
  static boolean builds(SourceFacts facts) {
    return facts.ref() instanceof GitRef.Tag(String name) && meantAsVersion(name);
  }

  /** Tags at the commit that look like versions and are none; they name nothing. */
  static List<String> notVersions(SourceFacts facts) {
    return facts.tags().stream()
        .filter(tag -> meantAsVersion(tag) && ReleaseVersion.tryParse(tag).isEmpty())
        .toList();
  }

  private static boolean meantAsVersion(String tag) {
    return MEANT_AS_VERSION.matcher(tag).matches();
  }
}
