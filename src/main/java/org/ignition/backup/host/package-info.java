/** Backups in a folder of another machine, over SSH, with nothing there but a POSIX shell. */
@NullMarked
package org.ignition.backup.host;

import org.jspecify.annotations.NullMarked;
