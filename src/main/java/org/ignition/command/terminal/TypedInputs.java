package org.ignition.command.terminal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ignition.command.Command;
import org.ignition.command.CommandName;
import org.ignition.command.CommandParser;
import org.ignition.command.Input;

/**
 * What somebody typed after the program's name.
 *
 * @param command which
 * @param values of the options that were given; of a secret, where it is to be read
 * @param word after the command's name, as in {@code backup create}
 */
record TypedInputs(CommandName command, Map<Input, String> values, Optional<String> word) {

  TypedInputs {
    values = Map.copyOf(values);
  }

  /** The command that is asked for. */
  Command parse(SecretSource secrets) {
    Map<String, String> raw = new LinkedHashMap<>();
    for (Input input : Input.of(command)) {
      String typed = values.getOrDefault(input, "");
      raw.put(input.id(), input.isSecret() ? secrets.read(input, typed) : typed);
    }
    word.ifPresent(operation -> add(raw, operation));
    raw.put(Input.COMMAND.id(), command.id());
    return CommandParser.parse(raw);
  }

  /** Only one command has a word after its name. */
  private static void add(Map<String, String> raw, String operation) {
    String typed = raw.getOrDefault(Input.OPERATION.id(), "");
    if (!typed.isEmpty() && !typed.equals(operation)) {
      throw CommandLineProblems.twoOperations();
    }
    raw.put(Input.OPERATION.id(), operation);
  }
}
