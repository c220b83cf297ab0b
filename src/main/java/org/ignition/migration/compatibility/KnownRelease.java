package org.ignition.migration.compatibility;

/**
 * A release that is worth comparing with a schema.
 *
 * @param name its version, or what else users know it by
 * @param need the schema that it needs
 * @param standing where it stands
 */
public record KnownRelease(String name, SchemaNeed need, Standing standing) {}
