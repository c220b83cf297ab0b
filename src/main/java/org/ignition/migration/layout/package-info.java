/** Reads folders of migrations, whichever tool's rules name their files. */
@NullMarked
package org.ignition.migration.layout;

import org.jspecify.annotations.NullMarked;
