/**
 * Files that nobody sees before they are whole, and that are never put over others. Knows nothing
 * of what is in them.
 */
@NullMarked
package org.ignition.backup.file;

import org.jspecify.annotations.NullMarked;
