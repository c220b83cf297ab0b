/** What can be said of a folder of migrations without running any: rules S1 to S9, and T3, T9. */
@NullMarked
package org.ignition.migration.set;

import org.jspecify.annotations.NullMarked;
