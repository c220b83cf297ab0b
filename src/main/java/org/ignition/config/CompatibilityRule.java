package org.ignition.config;

import org.ignition.migration.SchemaRange;

/**
 * What is known of releases that do not say it themselves, as they are older than the tool.
 *
 * @param version which releases
 * @param range the schema versions that they run on
 */
public record CompatibilityRule(VersionPattern version, SchemaRange range) {}
