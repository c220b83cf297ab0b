package org.ignition.registry.embedded;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.ignition.failure.InputException;
import org.ignition.image.ImageName;
import org.ignition.registry.embedded.Failure.Code;

/**
 * A repository's name that is fit to be a folder's path too. The grammar of names allows neither
 * {@code ..} nor a leading dot or slash, so the folder is always below the root.
 *
 * @param value the name, valid by {@link ImageName}
 */
record RepositoryPath(String value) {

  /** Names inside a layout; a repository called {@code shop/blobs} would stand in shop's blobs. */
  private static final Set<String> LAYOUT_NAMES = Set.of("blobs", "index.json", "oci-layout");

  static RepositoryPath of(String name) throws Failure {
    try {
      String valid = new ImageName("localhost", name).repository();
      if (Arrays.stream(valid.split("/", -1)).anyMatch(LAYOUT_NAMES::contains)) {
        throw new Failure(
            400, Code.NAME_INVALID, "blobs, index.json and oci-layout are names of layout files");
      }
      return new RepositoryPath(valid);
    } catch (InputException e) {
      throw new Failure(400, Code.NAME_INVALID, "invalid repository name");
    }
  }

  Path below(Path root) {
    return root.resolve(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
