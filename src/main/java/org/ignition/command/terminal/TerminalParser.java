package org.ignition.command.terminal;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

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
    return switch (arguments.stream().findFirst().orElse("")) {
      case "-h", "--help" -> new Invocation.Print(RootHelp.text());
      case "-V", "--version" -> new Invocation.Print(version + "\n");
      case OptionSpecs.COMPLETION -> OptionParser.completion(arguments);
      default -> command(arguments, new SecretSource(environment, standardInput));
    };
  }

  private static Invocation command(List<String> arguments, SecretSource secrets) {
    return PlainOptions.read(arguments)
        .<Invocation>map(typed -> new Invocation.Run(typed.parse(secrets)))
        .orElseGet(() -> OptionParser.command(arguments, secrets));
  }
}
