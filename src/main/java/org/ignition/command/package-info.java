/** What can be asked for: commands, their inputs, and how both are parsed. */
@NullMarked
package org.ignition.command;

import org.jspecify.annotations.NullMarked;
