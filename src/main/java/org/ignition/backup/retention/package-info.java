/**
 * How long backups are kept, decided without looking anywhere: which of those that stores list stay
 * and which go, each with its reason, and which kind the next one is.
 */
@NullMarked
package org.ignition.backup.retention;

import org.jspecify.annotations.NullMarked;
