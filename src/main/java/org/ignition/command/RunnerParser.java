package org.ignition.command;

import org.ignition.action.RunnerEnvironment;

/** Parses the inputs that a runner passes to the action. */
public final class RunnerParser {

  private RunnerParser() {}

  /**
   * The command that the step asks for.
   *
   * @throws org.ignition.failure.InputException see {@link CommandParser#parse}
   */
  public static Command parse(RunnerEnvironment environment) {
    return CommandParser.parse(environment.inputs());
  }
}
