/** `backup`, and the backups of other commands. */
@NullMarked
package org.ignition.flow.backup;

import org.jspecify.annotations.NullMarked;
