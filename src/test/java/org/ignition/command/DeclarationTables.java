package org.ignition.command;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The README's tables, as the declared lists give them. */
final class DeclarationTables {

  private DeclarationTables() {}

  static String inputs() {
    return "| input | commands | default | what it is |\n|---|---|---|---|\n"
        + Arrays.stream(Input.values()).map(DeclarationTables::row).collect(Collectors.joining());
  }

  static String outputs() {
    return "| output | commands | what it is |\n|---|---|---|\n"
        + Arrays.stream(Output.values()).map(DeclarationTables::row).collect(Collectors.joining());
  }

  private static String row(Input input) {
    String defaultValue = input.defaultValue().isEmpty() ? "" : "`" + input.defaultValue() + "`";
    return "| `%s` | %s | %s | %s |\n"
        .formatted(input.id(), commands(input::isUsedBy), defaultValue, input.description());
  }

  private static String row(Output output) {
    return "| `%s` | %s | %s |\n"
        .formatted(output.id(), commands(output::isGivenBy), output.description());
  }

  private static String commands(Predicate<CommandName> known) {
    String some =
        Arrays.stream(CommandName.values())
            .filter(known)
            .map(CommandName::id)
            .collect(Collectors.joining(", "));
    return some.equals(CommandName.list()) ? "all" : some;
  }
}
