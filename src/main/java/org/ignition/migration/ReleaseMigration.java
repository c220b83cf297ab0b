package org.ignition.migration;

import java.util.Optional;
import org.ignition.image.Digest;

/**
 * A migration as a release's build metadata tells of it.
 *
 * @param version as the file's name has it
 * @param name without version and ending; may be empty
 * @param assessment what it means for a release
 * @param upChecksum see {@link Script#checksum}
 * @param downChecksum of the script that undoes it, where there is one
 */
public record ReleaseMigration(
    String version,
    String name,
    Assessment assessment,
    Digest upChecksum,
    Optional<Digest> downChecksum) {}
