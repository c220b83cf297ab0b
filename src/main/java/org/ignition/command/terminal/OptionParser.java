package org.ignition.command.terminal;

import java.util.LinkedHashMap;
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
    if (!result.hasSubcommand()) {
      return CommandParser.parse(Map.of());
    }
    ParseResult options = result.subcommand();
    CommandName name = CommandName.parse(options.commandSpec().name());
    Map<String, String> raw = new LinkedHashMap<>();
    for (Input input : Input.of(name)) {
      raw.put(input.id(), value(input, options, secrets));
    }
    options.matchedPositionals().forEach(word -> operation(raw, word.getValue()));
    raw.put(Input.COMMAND.id(), name.id());
    return CommandParser.parse(raw);
  }

  /** Only one command has a word after its name. */
  private static void operation(Map<String, String> raw, @Nullable String word) {
    if (word == null) {
      return;
    }
    String typed = raw.getOrDefault(Input.OPERATION.id(), "");
    if (!typed.isEmpty() && !typed.equals(word)) {
      throw CommandLineProblems.twoOperations();
    }
    raw.put(Input.OPERATION.id(), word);
  }

  private static String value(Input input, ParseResult options, SecretSource secrets) {
    String typed = options.matchedOptionValue(OptionSpecs.option(input), "");
    return input.isSecret() ? secrets.read(input, typed) : typed;
  }
}
