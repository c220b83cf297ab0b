package org.ignition.image.inspection;

import java.util.List;
import java.util.Optional;

/**
 * What to look for in an image.
 *
 * @param versionPath absolute path of the file that holds the version, such as {@code
 *     /app/VERSION}; empty to look for none
 * @param intended what looks like a secret and is meant to be there: path globs ({@code *} within a
 *     folder, {@code **} across folders, {@code ?} one character), {@code env:NAME}, {@code
 *     label:KEY}, {@code history:N}
 */
public record InspectionRequest(Optional<String> versionPath, List<String> intended) {

  /** Copies the list. */
  public InspectionRequest {
    intended = List.copyOf(intended);
  }
}
