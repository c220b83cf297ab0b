package org.ignition.command;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;
import org.ignition.json.Nearest;

/** The commands, by the names that users call them. */
public enum CommandName {
  INIT("init", "Write ignition.yml and the workflow, from what the repository holds."),
  BUILD("build", "Assemble the image of a commit, push it once, tag it and check its digest."),
  DESCRIBE("describe", "Print version, SHA, tags and labels for whatever else builds the image."),
  CHECK_MIGRATIONS(
      "check-migrations",
      "Rehearse migrations on a real database, and name each hazard on its line."),
  MIGRATE("migrate", "Apply pending migrations to a database, or undo them."),
  BACKUP("backup", "Take a backup of a database, verify, restore, list or remove backups."),
  QUICKSTART(
      "quickstart", "Build the example service into a registry of its own, on this machine.");

  private final String id;
  private final String description;

  CommandName(String id, String description) {
    this.id = id;
    this.description = description;
  }

  /** The name as users write it. */
  public String id() {
    return id;
  }

  /** What the command does, one sentence. */
  public String description() {
    return description;
  }

  /** All names as users write them, in order. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(CommandName::id).toList();
  }

  /**
   * The command called {@code id}.
   *
   * @throws InputException when there is none
   */
  public static CommandName parse(String id) {
    return Arrays.stream(values())
        .filter(name -> name.id.equals(id))
        .findFirst()
        .orElseThrow(() -> unknown(id));
  }

  /** The commands as a list for people. */
  static String list() {
    return ids().stream().collect(Collectors.joining(", "));
  }

  private static InputException unknown(String id) {
    String advice =
        Nearest.to(id, ids())
            .map(near -> "Did you mean `" + near + "`?")
            .orElse("Give one of: " + list());
    return new InputException(
        Problem.of(ErrorCode.COMMAND_UNKNOWN, "Unknown command " + Quoted.of(id), "", advice));
  }

  @Override
  public String toString() {
    return id;
  }
}
