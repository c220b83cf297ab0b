/** Databases, said without naming a driver: a server to try things on, its sessions and errors. */
@NullMarked
package org.ignition.database;

import org.jspecify.annotations.NullMarked;
