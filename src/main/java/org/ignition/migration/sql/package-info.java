/** Splits SQL into statements, each found again at its line, and reads our directives. Pure. */
@NullMarked
package org.ignition.migration.sql;

import org.jspecify.annotations.NullMarked;
