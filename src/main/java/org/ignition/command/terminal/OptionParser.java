package org.ignition.command.terminal;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.command.Command;
import org.ignition.command.CommandName;
import org.ignition.command.CommandParser;
import org.ignition.command.Input;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Parses, by picocli, a command and its options. */
final class OptionParser {

  private OptionParser() {}

  /** The script that completes what is typed in a shell, or the help on it. */
  static Invocation completion(List<String> arguments) {
    ParseResult result = parse(OptionSpecs.with(name -> false), arguments);
    return help(result)
        .orElseGet(() ->
            new Invocation.Print(
                AutoComplete.bash(OptionSpecs.PROGRAM, OptionSpecs.with(name -> true))));
  }

  /** The command that is asked for, or its help. */
  static Invocation command(List<String> arguments, SecretSource secrets) {
    Optional<CommandName> wanted = commandWord(arguments).map(CommandName::parse);
    CommandLine line = OptionSpecs.with(name -> wanted.filter(name::equals).isPresent());
    ParseResult result = parse(line, arguments);
    return help(result).orElseGet(() -> new Invocation.Run(command(result, secrets)));
  }

  /** The command stands first, so that no option's value is ever taken for one. */
  private static Optional<String> commandWord(List<String> arguments) {
    return arguments.stream().limit(1).filter(argument -> !argument.startsWith("-")).findFirst();
  }

  private static ParseResult parse(CommandLine line, List<String> arguments) {
    try {
      return line.parseArgs(arguments.toArray(String[]::new));
    } catch (ParameterException e) {
      throw CommandLineProblems.of(e);
    }
  }

  private static Optional<Invocation> help(ParseResult result) {
    return result.asCommandLineList().stream()
        .filter(CommandLine::isUsageHelpRequested)
        .findFirst()
        .map(line -> new Invocation.Print(usage(line)));
  }

  /** The program's own where help was asked for in a roundabout way, as by {@code -Vh}. */
  private static String usage(CommandLine line) {
    return line.getParent() == null ? RootHelp.text() : line.getUsageMessage(Ansi.OFF);
  }

  private static Command command(ParseResult result, SecretSource secrets) {
    return result.hasSubcommand()
        ? typed(result.subcommand()).parse(secrets)
        : CommandParser.parse(Map.of());
  }

  private static TypedInputs typed(ParseResult options) {
    CommandName name = CommandName.parse(options.commandSpec().name());
    Map<Input, String> values = new EnumMap<>(Input.class);
    for (Input input : Input.of(name)) {
      String typed = options.matchedOptionValue(OptionSpecs.option(input), "");
      if (!typed.isEmpty()) {
        values.put(input, typed);
      }
    }
    return new TypedInputs(name, values, word(options));
  }

  private static Optional<String> word(ParseResult options) {
    return options.matchedPositionals().stream()
        .flatMap(word -> Optional.ofNullable(word.<@Nullable String>getValue()).stream())
        .findFirst();
  }
}
