package org.ignition.command.terminal;

import org.ignition.command.Command;

/** What somebody at a terminal wants. */
public sealed interface Invocation {

  /** A command is to be run. */
  record Run(Command command) implements Invocation {}

  /**
   * A text is to be printed on standard output, with exit code 0.
   *
   * @param text help, version or completion script, with a line end
   */
  record Print(String text) implements Invocation {}
}
