package org.ignition.command.terminal;

import java.util.List;
import java.util.function.Predicate;
import org.ignition.command.CommandName;
import org.ignition.command.Input;
import org.ignition.command.InputType;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The command line as picocli knows it, made from the declared commands and inputs. A command's
 * options are made only where they are wanted. What the program as a whole says is {@link
 * RootHelp}.
 */
final class OptionSpecs {

  static final String PROGRAM = "ignition";
  static final String COMPLETION = "generate-completion";

  private static final int WIDTH = 100;
  private static final String FILE_SUFFIX = "-file";

  private OptionSpecs() {}

  /** The program with all its commands, and the options of those that are {@code wanted}. */
  static CommandLine with(Predicate<CommandName> wanted) {
    CommandLine root = new CommandLine(root());
    for (CommandName name : CommandName.values()) {
      root.addSubcommand(name.id(), command(name, wanted.test(name)));
    }
    root.addSubcommand(COMPLETION, completion());
    return strict(root);
  }

  /** The option that gives {@code input}. */
  static String option(Input input) {
    return "--" + input.id() + (input.isSecret() ? FILE_SUFFIX : "");
  }

  /** The environment variable that gives a secret, such as {@code IGNITION_REGISTRY_PASSWORD}. */
  static String variable(Input secret) {
    return "IGNITION_" + secret.name();
  }

  /** Nothing is expanded or guessed: what was typed is what is meant. */
  private static CommandLine strict(CommandLine line) {
    return line.setExpandAtFiles(false).setInterpolateVariables(false);
  }

  private static CommandSpec root() {
    CommandSpec spec = CommandSpec.create().name(PROGRAM);
    spec.addOption(help());
    spec.addOption(OptionSpec.builder("-V", "--version").versionHelp(true).build());
    return spec;
  }

  private static CommandSpec command(CommandName name, boolean withOptions) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().width(WIDTH).description(literal(name.description()));
    if (withOptions) {
      spec.usageMessage()
          .customSynopsis(PROGRAM + " " + name.id() + word(name) + " [--input value ...]")
          .optionListHeading("%nInputs:%n")
          .sortOptions(false);
      Input.of(name).stream()
          .filter(input -> input != Input.COMMAND)
          .forEach(input -> spec.addOption(option(input, optionBuilder(input))));
      if (name == CommandName.BACKUP) {
        spec.addPositional(operation());
      }
      spec.addOption(help());
    }
    return spec;
  }

  /** What stands after the command's name. */
  private static String word(CommandName name) {
    return name == CommandName.BACKUP ? " OPERATION" : "";
  }

  /** What reads well without an option, as in {@code backup create}. */
  private static PositionalParamSpec operation() {
    return PositionalParamSpec.builder()
        .type(String.class)
        .arity("0..1")
        .paramLabel("OPERATION")
        .completionCandidates(List.of(Input.OPERATION.type().label().split("\\|")))
        .description("The same as " + option(Input.OPERATION) + ".")
        .build();
  }

  private static OptionSpec option(Input input, OptionSpec.Builder builder) {
    return input.type() == InputType.BOOLEAN
        ? builder.arity("0..1").fallbackValue("true").build()
        : builder.arity("1").build();
  }

  private static OptionSpec.Builder optionBuilder(Input input) {
    return OptionSpec.builder(option(input))
        .type(String.class)
        .paramLabel(input.isSecret() ? "PATH" : input.type().label())
        .description(description(input));
  }

  private static String[] description(Input input) {
    String description = literal(input.description());
    return input.isSecret()
        ? new String[] {
          description,
          "Here: a file that holds it, or - for standard input; or set "
              + variable(input)
              + ". Never typed, as other users see a program's arguments."
        }
        : new String[] {description};
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Print this help.")
        .build();
  }

  private static CommandSpec completion() {
    CommandSpec spec = CommandSpec.create();
    spec.addOption(help());
    spec.usageMessage()
        .width(WIDTH)
        .description(
            "Print a completion script for bash and zsh: source <("
                + PROGRAM
                + " "
                + COMPLETION
                + ")");
    return spec;
  }

  /** Picocli formats descriptions with {@link String#format}. */
  private static String literal(String text) {
    return text.replace("%", "%%");
  }
}
