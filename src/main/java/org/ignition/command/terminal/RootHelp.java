package org.ignition.command.terminal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ignition.command.CommandName;

/**
 * The help of the program as a whole. It is written without picocli, whose class files are too old
 * for an AOT cache: loading them takes longer than all else that showing help takes.
 */
final class RootHelp {

  private static final String COLUMN_GAP = "  ";

  private RootHelp() {}

  static String text() {
    return """
    Usage: %1$s COMMAND [--input value ...]
    Takes a commit to production and back.
    %2$s%3$s%4$s
    `%1$s COMMAND --help` lists the inputs of a command.
    """
        .formatted(
            OptionSpecs.PROGRAM,
            section("Options", options()),
            section("Commands", commands()),
            section("Exit codes", exitCodes()));
  }

  private static Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("-h, --help", "Print this help.");
    options.put("-V, --version", "Print the version.");
    return options;
  }

  private static Map<String, String> commands() {
    Map<String, String> commands = new LinkedHashMap<>();
    for (CommandName name : CommandName.values()) {
      commands.put(name.id(), name.description());
    }
    commands.put(OptionSpecs.COMPLETION, "Print a completion script for bash and zsh.");
    return commands;
  }

  private static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put("0", "done");
    codes.put("2", "an input or the configuration is wrong, nothing has happened");
    codes.put("3", "refused by policy");
    codes.put("4", "a remote is unavailable, run it again");
    codes.put("5", "partly done, running it again is safe");
    codes.put("70", "a defect in this program");
    codes.put("130", "cancelled");
    return codes;
  }

  private static String section(String title, Map<String, String> rows) {
    int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder("\n").append(title).append(":\n");
    rows.forEach((name, meaning) ->
        text.append(COLUMN_GAP)
            .append(name)
            .repeat(' ', width - name.length())
            .append(COLUMN_GAP)
            .append(meaning)
            .append('\n'));
    return text.toString();
  }
}
