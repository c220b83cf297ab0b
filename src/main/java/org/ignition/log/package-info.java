/** What a user sees while a command runs, as a port, and how untrusted text gets into it. */
@NullMarked
package org.ignition.log;

import org.jspecify.annotations.NullMarked;
