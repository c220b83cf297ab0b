package org.ignition.command.terminal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.ignition.command.Command;
import org.ignition.command.CommandName;
import org.ignition.command.CommandParser;
import org.ignition.command.Input;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Parses a command line: {@code ignition COMMAND [--input value …]}. */
public final class TerminalParser {

  private final String version;

  /**
   * Parses for one version of the program.
   *
   * @param version what {@code --version} prints
   */
  public TerminalParser(String version) {
    this.version = version;
  }

  /**
   * What {@code arguments} ask for. Secrets come from environment variables or files, never from
   * the arguments, which every user of the machine can read.
   *
   * @param environment where secrets may be
   * @param standardInput reads all of standard input; asked only if a secret is said to be there
   * @throws org.ignition.failure.InputException when that is nothing that can be done
   */
  public Invocation parse(
      List<String> arguments, Map<String, String> environment, Supplier<String> standardInput) {
    Optional<String> word = commandWord(arguments);
    return word.filter(OptionSpecs.COMPLETION::equals).isPresent()
        ? completion(arguments)
        : command(arguments, word.map(CommandName::parse), environment, standardInput);
  }

  /** The command stands first, so that no option's value is ever taken for one. */
  private static Optional<String> commandWord(List<String> arguments) {
    return arguments.stream().limit(1).filter(argument -> !argument.startsWith("-")).findFirst();
  }

  private Invocation completion(List<String> arguments) {
    return help(parse(OptionSpecs.with(name -> false), arguments))
        .orElseGet(() ->
            new Invocation.Print(
                AutoComplete.bash(OptionSpecs.PROGRAM, OptionSpecs.with(name -> true))));
  }

  private Invocation command(
      List<String> arguments,
      Optional<CommandName> wanted,
      Map<String, String> environment,
      Supplier<String> standardInput) {
    CommandLine line = OptionSpecs.with(name -> wanted.filter(name::equals).isPresent());
    ParseResult result = parse(line, arguments);
    SecretSource secrets = new SecretSource(environment, standardInput);
    return help(result).orElseGet(() -> new Invocation.Run(command(result, secrets)));
  }

  private static ParseResult parse(CommandLine line, List<String> arguments) {
    try {
      return line.parseArgs(arguments.toArray(String[]::new));
    } catch (ParameterException e) {
      throw CommandLineProblems.of(e);
    }
  }

  private Optional<Invocation> help(ParseResult result) {
    if (result.isVersionHelpRequested()) {
      return Optional.of(new Invocation.Print(version + "\n"));
    }
    return result.asCommandLineList().stream()
        .filter(CommandLine::isUsageHelpRequested)
        .findFirst()
        .map(line -> new Invocation.Print(line.getUsageMessage(Ansi.OFF)));
  }

  private static Command command(ParseResult result, SecretSource secrets) {
    if (!result.hasSubcommand()) {
      return CommandParser.parse(Map.of());
    }
    ParseResult options = result.subcommand();
    CommandName name = CommandName.parse(options.commandSpec().name());
    Map<String, String> raw = new LinkedHashMap<>();
    for (Input input : Input.of(name)) {
      raw.put(input.id(), value(input, options, secrets));
    }
    raw.put(Input.COMMAND.id(), name.id());
    return CommandParser.parse(raw);
  }

  private static String value(Input input, ParseResult options, SecretSource secrets) {
    String typed = options.matchedOptionValue(OptionSpecs.option(input), "");
    return input.isSecret() ? secrets.read(input, typed) : typed;
  }
}
