/** Which backups there are, wherever they are kept, and which of them is meant. */
@NullMarked
package org.ignition.backup.catalogue;

import org.jspecify.annotations.NullMarked;
