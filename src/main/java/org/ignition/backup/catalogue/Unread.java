package org.ignition.backup.catalogue;

import org.ignition.failure.IgnitionException;

/**
 * A store that could not be asked.
 *
 * @param store its name
 * @param failure why
 */
public record Unread(String store, IgnitionException failure) {}
