/** What may be wrong with a migration, by rules with stable ids. Pure. */
@NullMarked
package org.ignition.migration.rule;

import org.jspecify.annotations.NullMarked;
