package org.ignition.image;

import java.util.List;
import java.util.regex.Pattern;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;

/**
 * What an image runs on, such as {@code linux/amd64} or {@code linux/arm/v7}.
 *
 * @param os operating system, in Go's words
 * @param architecture processor, in Go's words
 * @param variant the processor's variant; empty when there is none
 */
public record Platform(String os, String architecture, String variant) {

  private static final Pattern FORM = Pattern.compile("[a-z0-9]+/[a-z0-9]+(?:/[a-z0-9]+)?");

  /** What everything here defaults to. */
  public static final Platform LINUX_AMD64 = new Platform("linux", "amd64", "");

  /**
   * Reads {@code os/architecture[/variant]}.
   *
   * @throws InputException when {@code text} is not of that form
   */
  public static Platform parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new InputException(
          Problem.of(
              ErrorCode.IMAGE_NAME_INVALID,
              "Not a platform: " + Quoted.of(text),
              "",
              "Write it like linux/amd64"));
    }
    List<String> parts = List.of(text.split("/", -1));
    return new Platform(parts.get(0), parts.get(1), parts.size() > 2 ? parts.get(2) : "");
  }

  @Override
  public String toString() {
    return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
  }
}
