/** The terminal's side of the commands: options, help, completion. */
@NullMarked
package org.ignition.command.terminal;

import org.jspecify.annotations.NullMarked;
