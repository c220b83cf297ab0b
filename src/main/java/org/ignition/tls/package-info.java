/** Whose certificates are trusted. */
@NullMarked
package org.ignition.tls;

import org.jspecify.annotations.NullMarked;
