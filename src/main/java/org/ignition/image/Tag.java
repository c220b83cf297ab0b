package org.ignition.image;

import java.util.regex.Pattern;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;

/**
 * A tag of a repository (OCI distribution-spec 1.1.1, "Pulling manifests": {@code
 * [a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}}).
 *
 * @param value the text
 */
public record Tag(String value) implements Selector {

  private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

  /**
   * @throws InputException when {@code value} is not a legal tag
   */
  public Tag {
    if (!FORM.matcher(value).matches()) {
      throw new InputException(
          Problem.of(
              ErrorCode.IMAGE_NAME_INVALID,
              "Not a tag: " + Quoted.of(value),
              "Registries refuse it",
              "Use 1 to 128 of the characters A-Z a-z 0-9 _ . -, not starting with . or -"));
    }
  }

  /** Whether {@code text} is a legal tag. */
  public static boolean isTag(String text) {
    return FORM.matcher(text).matches();
  }

  /**
   * The tag that lists an image's referrers where the referrers API is missing (distribution-spec
   * 1.1.1, "Referrers Tag Schema").
   */
  public static Tag referrersOf(Digest digest) {
    return new Tag("sha256-" + digest.hex());
  }

  @Override
  public String toString() {
    return value;
  }
}
