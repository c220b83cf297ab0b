package org.ignition.flow;

import java.util.Map;
import java.util.Optional;
import org.ignition.config.Configuration;
import org.ignition.config.DatabaseAccess;
import org.ignition.config.EnvironmentSettings;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;

/**
 * Which of the configuration's environments a command is about.
 *
 * @param name as the configuration has it; empty for none
 * @param settings of it
 */
public record ChosenEnvironment(String name, EnvironmentSettings settings) {

  private static final ChosenEnvironment NONE =
      new ChosenEnvironment("", EnvironmentSettings.DEFAULTS);

  /**
   * The one that is named, or the only one; where there are several, none, unless the way to their
   * databases would depend on it.
   *
   * @throws InputException when there is none of that name, or one has to be named
   */
  public static ChosenEnvironment of(Configuration configuration, Optional<String> named) {
    Map<String, EnvironmentSettings> all = configuration.environments();
    if (named.isPresent()) {
      return Optional.ofNullable(all.get(named.get()))
          .map(settings -> new ChosenEnvironment(named.get(), settings))
          .orElseThrow(() -> unknown(named.get(), all));
    }
    if (all.size() > 1 && all.values().stream().anyMatch(ChosenEnvironment::isBehindAHost)) {
      throw problem(
          ErrorCode.INPUT_MISSING, "Input `environment` is missing", "One needs a host", all);
    }
    return all.size() == 1 ? only(all) : NONE;
  }

  private static ChosenEnvironment only(Map<String, EnvironmentSettings> all) {
    Map.Entry<String, EnvironmentSettings> entry = all.entrySet().iterator().next();
    return new ChosenEnvironment(entry.getKey(), entry.getValue());
  }

  private static boolean isBehindAHost(EnvironmentSettings environment) {
    return environment.database().via() == DatabaseAccess.Via.SSH;
  }

  private static InputException unknown(String name, Map<String, EnvironmentSettings> all) {
    return problem(
        ErrorCode.INPUT_INVALID,
        "There is no environment " + Quoted.of(name) + " in the configuration",
        "It says how the database is reached",
        all);
  }

  private static InputException problem(
      ErrorCode code, String what, String why, Map<String, EnvironmentSettings> all) {
    return new InputException(
        Problem.of(
            code,
            what,
            why,
            all.isEmpty()
                ? "Leave it out, or describe it below `environments:`"
                : "Name one of " + String.join(", ", all.keySet())));
  }
}
