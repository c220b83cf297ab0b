/**
 * Backups on their way: from a database to the places that keep them, and back from there until
 * they are known to be what was backed up.
 */
@NullMarked
package org.ignition.backup.transit;

import org.jspecify.annotations.NullMarked;
