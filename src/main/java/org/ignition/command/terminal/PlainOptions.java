package org.ignition.command.terminal;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.command.CommandName;
import org.ignition.command.Input;
import org.ignition.command.InputType;

/**
 * Reads a command line of the plainest form: a command, then its options, each once and with a
 * value that begins with no hyphen. Whatever else there may be, mistakes and help included, is left
 * to picocli. It would understand these too, but no AOT cache takes its 150 classes, which are of
 * Java 5, and so they cost every start a tenth of a second.
 */
final class PlainOptions {

  private final CommandName command;
  private final List<String> arguments;
  private final Map<String, Input> known = new HashMap<>();
  private final Map<Input, String> values = new EnumMap<>(Input.class);
  private Optional<String> word = Optional.empty();

  private PlainOptions(CommandName command, List<String> arguments) {
    this.command = command;
    this.arguments = arguments;
    Input.of(command).stream()
        .filter(input -> input != Input.COMMAND)
        .forEach(input -> known.put(OptionSpecs.option(input), input));
  }

  /** What {@code arguments} say; empty when they are not that plain. */
  static Optional<TypedInputs> read(List<String> arguments) {
    return arguments.stream()
        .findFirst()
        .filter(CommandName.ids()::contains)
        .map(CommandName::parse)
        .flatMap(
            command -> new PlainOptions(command, arguments.subList(1, arguments.size())).read());
  }

  private Optional<TypedInputs> read() {
    int at = 0;
    while (at < arguments.size()) {
      int taken = take(at);
      if (taken == 0) {
        return Optional.empty();
      }
      at += taken;
    }
    return Optional.of(new TypedInputs(command, values, word));
  }

  /** How many arguments belong together, from {@code at} on; none where it is not plain. */
  private int take(int at) {
    String argument = arguments.get(at);
    int equals = argument.indexOf('=');
    Input input = known.get(equals < 0 ? argument : argument.substring(0, equals));
    if (input == null) {
      return takeWord(at);
    }
    if (equals >= 0) {
      return put(input, plain(argument.substring(equals + 1)), 1);
    }
    return input.type() == InputType.BOOLEAN && isEnd(at + 1)
        ? put(input, Optional.of("true"), 1)
        : put(input, value(at + 1), 2);
  }

  private int put(Input input, Optional<String> value, int taken) {
    boolean again = value.map(text -> values.put(input, text)).isPresent();
    return value.isEmpty() || again ? 0 : taken;
  }

  private int takeWord(int at) {
    if (at != 0 || command != CommandName.BACKUP) {
      return 0;
    }
    word = value(at);
    return word.isPresent() ? 1 : 0;
  }

  private boolean isEnd(int at) {
    return at == arguments.size() || arguments.get(at).startsWith("--");
  }

  private Optional<String> value(int at) {
    return at < arguments.size() ? plain(arguments.get(at)) : Optional.empty();
  }

  private static Optional<String> plain(String text) {
    return Optional.of(text).filter(value -> !value.isEmpty() && !value.startsWith("-"));
  }
}
