package org.ignition.source;

import org.ignition.failure.SourceLocation;
import org.ignition.image.ReleaseVersion;

/**
 * What one file says the version is.
 *
 * @param version the version
 * @param at where it stands
 */
public record VersionReading(ReleaseVersion version, SourceLocation at) {}
