package org.ignition.command;

import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;
import org.ignition.json.Nearest;

/** What can be wrong with inputs, in words. Values of secrets never come up. */
final class InputProblems {

  private InputProblems() {}

  static InputException of(ErrorCode code, String what, String why, String advice) {
    return new InputException(Problem.of(code, what, why, advice));
  }

  /** The value is of no use; {@code rule} completes “Input `x` …”. */
  static InputException invalid(Input input, String value, String rule, String advice) {
    String shown = input.isSecret() ? "" : ", not " + Quoted.of(value);
    return of(ErrorCode.INPUT_INVALID, "Input `" + input.id() + "` " + rule + shown, "", advice);
  }

  static InputException unknown(String name) {
    String advice =
        Nearest.to(name, Input.ids())
            .map(near -> "Did you mean `" + near + "`?")
            .orElse("Known inputs: " + String.join(", ", Input.ids()));
    return of(ErrorCode.INPUT_UNKNOWN, "Unknown input " + Quoted.of(name), "", advice);
  }

  /** GitHub accepts these for every container action and hands them to {@code docker run}. */
  static InputException ofDocker(String name) {
    return of(
        ErrorCode.INPUT_UNKNOWN,
        "Input `" + name + "` is docker's, not this action's",
        "Its text would be split in ways that no quoting survives",
        "Remove it and give the inputs by their names, such as `command: build`");
  }

  static InputException unused(Input input, CommandName command) {
    return of(
        ErrorCode.INPUT_UNKNOWN,
        "Input `" + input.id() + "` is not one of `" + command.id() + "`",
        "It would have no effect, which is hardly what was meant",
        "Remove it, or leave it empty");
  }

  /** A part of a login is missing. */
  static InputException half(Input missing, Input given, String advice) {
    return of(
        ErrorCode.INPUT_MISSING,
        "Input `" + missing.id() + "` is missing, as `" + given.id() + "` is given",
        "A login needs both; an empty secret often means that it isn't set for this repository",
        advice);
  }

  /** The input is one of the command, and yet of no use; {@code why} says where. */
  static InputException useless(Input input, String why) {
    return of(
        ErrorCode.INPUT_UNKNOWN,
        "Input `" + input.id() + "` has no effect " + why,
        "That is hardly what was meant",
        "Remove it, or leave it empty");
  }

  static InputException noCommand() {
    return of(
        ErrorCode.INPUT_MISSING, "No command is given", "", "Give one of: " + CommandName.list());
  }
}
