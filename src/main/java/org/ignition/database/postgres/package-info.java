/**
 * PostgreSQL: a server of our own from binaries beside the program, or one that somebody else runs,
 * to rehearse migrations on. The only package that knows the driver.
 */
@NullMarked
package org.ignition.database.postgres;

import org.jspecify.annotations.NullMarked;
