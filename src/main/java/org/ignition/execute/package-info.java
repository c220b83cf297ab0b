/** Runs a plan step by step and keeps the journal. */
@NullMarked
package org.ignition.execute;

import org.jspecify.annotations.NullMarked;
