package org.ignition.command.terminal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ignition.command.Input;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;
import org.ignition.json.Nearest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What picocli found wrong, in our words. Its own may hold values, and a value may be a secret that
 * somebody typed where none belongs; so its exceptions are not kept as causes either.
 */
final class CommandLineProblems {

  private CommandLineProblems() {}

  static InputException of(ParameterException cause) {
    CommandSpec spec = cause.getCommandLine().getCommandSpec();
    Problem problem =
        switch (cause) {
          case UnmatchedArgumentException unmatched -> unmatched(spec, unmatched.getUnmatched());
          case MissingParameterException missing ->
              invalid(spec, missing.getMissing().getFirst(), "needs a value");
          case OverwrittenOptionException twice ->
              invalid(spec, twice.getOverwritten(), "is given twice");
          default -> invalid(spec, cause.getArgSpec(), "cannot be understood");
        };
    return new InputException(problem);
  }

  /** A word and an option say different things. */
  static InputException twoOperations() {
    return new InputException(
        Problem.of(
            ErrorCode.INPUT_INVALID,
            "`--operation` is given twice",
            "The word after `backup` says it too",
            "Remove one of the two"));
  }

  private static Problem unmatched(CommandSpec spec, List<String> arguments) {
    String argument = arguments.getFirst();
    if (!argument.startsWith("-")) {
      return Problem.of(
          ErrorCode.INPUT_UNKNOWN,
          "Nothing is known to do with the argument " + Quoted.of(argument),
          "",
          "Give inputs as `--input value`; " + seeHelp(spec));
    }
    String option = argument.replaceFirst("=.*", "");
    return typedSecret(option).orElseGet(() -> unknown(spec, option));
  }

  private static Optional<Problem> typedSecret(String option) {
    return Arrays.stream(Input.values())
        .filter(input -> input.isSecret() && option.equals("--" + input.id()))
        .findFirst()
        .map(CommandLineProblems::typed);
  }

  private static Problem typed(Input secret) {
    return Problem.of(
        ErrorCode.INPUT_UNKNOWN,
        "A secret is not taken from the command line: `--" + secret.id() + "`",
        "Every user of the machine sees the arguments of a program; this one should be replaced",
        "Set "
            + OptionSpecs.variable(secret)
            + ", or give `"
            + OptionSpecs.option(secret)
            + " PATH`");
  }

  private static Problem unknown(CommandSpec spec, String option) {
    String advice =
        Nearest.to(option, spec.optionsMap().keySet())
            .map(near -> "Did you mean `" + near + "`?")
            .orElseGet(() -> seeHelp(spec));
    return Problem.of(ErrorCode.INPUT_UNKNOWN, "Unknown option " + Quoted.of(option), "", advice);
  }

  private static Problem invalid(CommandSpec spec, @Nullable ArgSpec argument, String what) {
    String subject =
        argument instanceof OptionSpec option
            ? "`" + option.longestName() + "`"
            : "The command line";
    return Problem.of(ErrorCode.INPUT_INVALID, subject + " " + what, "", seeHelp(spec));
  }

  private static String seeHelp(CommandSpec spec) {
    return "`" + spec.qualifiedName() + " --help` lists what there is";
  }
}
