/** Backups in a folder of this machine, and where each is written until it is whole. */
@NullMarked
package org.ignition.backup.local;

import org.jspecify.annotations.NullMarked;
