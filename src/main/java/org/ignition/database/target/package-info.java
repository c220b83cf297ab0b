/**
 * What users say of the database that migrations are for: its address, who we are there, and the
 * way to it. Pure: nothing here opens anything.
 */
@NullMarked
package org.ignition.database.target;

import org.jspecify.annotations.NullMarked;
